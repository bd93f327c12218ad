namespace IntranetInnovation.TestKit;

/// <summary>A clock that stands still until a test moves it. It starts on Monday 2 March 2026 at 09:00 in Stockholm.</summary>
public sealed class TestClock : TimeProvider
{
    private long ticks = Start.Ticks;

    /// <summary>Where every clock begins, UTC.</summary>
    public static DateTime Start { get; } = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>The present moment of the test, UTC.</summary>
    public DateTime NowUtc => new(Interlocked.Read(ref ticks), DateTimeKind.Utc);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(NowUtc);

    /// <summary>Moves the clock forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    /// <summary>Sets the clock, forward or back.</summary>
    public void Set(DateTime utc) => Interlocked.Exchange(ref ticks, utc.Ticks);
}
