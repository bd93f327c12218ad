using System.Collections.Concurrent;

namespace IntranetInnovation.IdeaBank.Misses;

/// <summary>
/// Misses on their way to their rows. A search only looks, and writes nothing itself: it must neither wait for SQLite's one writer nor fail with it. What a process that dies
/// had not written yet, a minute's misses, is lost.
/// </summary>
internal sealed class MissBuffer
{
    /// <summary>Different texts at most; beyond it new ones are not taken in until the next writing.</summary>
    public const int Most = 500;

    private readonly ConcurrentDictionary<string, int> waiting = new(StringComparer.Ordinal);

    public void Add(string text)
    {
        if (waiting.Count < Most || waiting.ContainsKey(text))
        {
            waiting.AddOrUpdate(text, 1, (_, times) => times + 1);
        }
    }

    /// <summary>All that waits, with how many times each was searched for; it waits no more.</summary>
    public IReadOnlyDictionary<string, int> Take()
    {
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in waiting.Keys)
        {
            if (waiting.TryRemove(text, out var times))
            {
                taken[text] = times;
            }
        }

        return taken;
    }
}
