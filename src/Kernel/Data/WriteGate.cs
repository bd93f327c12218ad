namespace IntranetInnovation.Kernel.Data;

/// <summary>SQLite has one writer: our own wait in line here, in order, instead of spinning on a busy database. Open on PostgreSQL.</summary>
public sealed class WriteGate : IDisposable
{
    // A writer that hangs must not gather a line of people who wait for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Waits for the turn, at most half a minute, then throws <see cref="TimeoutException"/>; dispose what it returns to let the next one in.</summary>
    public async Task<IDisposable?> EnterAsync(bool oneWriter, CancellationToken ct)
    {
        if (!oneWriter)
        {
            return null;
        }

        return await gate.WaitAsync(Patience, ct) ? new Turn(gate) : throw new TimeoutException("The database was busy writing for half a minute.");
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
