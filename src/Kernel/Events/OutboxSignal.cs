namespace IntranetInnovation.Kernel.Events;

/// <summary>Wakes the host's job loop after a commit, so that nobody waits for the next round. Losing it costs a second, nothing else.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>Something was committed.</summary>
    public void Nudge()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody has nudged already.
        }
    }

    /// <summary>Returns at a nudge or after <paramref name="atMost"/>.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => signal.WaitAsync(atMost, ct);

    /// <inheritdoc />
    public void Dispose() => signal.Dispose();
}
