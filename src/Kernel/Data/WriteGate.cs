namespace IntranetInnovation.Kernel.Data;

/// <summary>SQLite has one writer: our own wait in line here, in order, instead of spinning on a busy database. Open on PostgreSQL.</summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Waits for the turn; dispose what it returns to let the next one in.</summary>
    public async Task<IDisposable?> EnterAsync(bool oneWriter, CancellationToken ct)
    {
        if (!oneWriter)
        {
            return null;
        }

        await gate.WaitAsync(ct);
        return new Turn(gate);
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                gate.Release();
            }
        }
    }
}
