using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.IdeaBank.Language;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>Something else than a proposal that was found.</summary>
internal sealed record Find(string Title, string Lead, string Path);

/// <summary>The best finds of a kind, and how many there are in all.</summary>
internal sealed record FindsOf(IReadOnlyList<Find> Best, int Total)
{
    public static FindsOf None { get; } = new([], 0);
}

/// <summary>What a search found besides proposals.</summary>
internal sealed record Finds(FindsOf Examples, FindsOf Campaigns)
{
    public static Finds None { get; } = new(FindsOf.None, FindsOf.None);
}

/// <summary>
/// Looks for the words of a search in good examples and campaigns too: hundreds, not hundreds of thousands, so their terms are compared here. What the viewer may see of them the modules
/// themselves say; a campaign that has closed takes no more proposals, and is left out.
/// </summary>
internal sealed class Elsewhere(IGoodExamples examples, ICampaigns campaigns, ExampleTerms kept, Analyzer analyzer, TimeProvider clock)
{
    private const double TitleWorth = 4;
    private const double LeadWorth = 2;

    /// <summary>One statement, the campaigns, where nobody has read them for this request; now and then one or two more for the examples.</summary>
    /// <param name="words">The search's words, as <see cref="Wanted"/> read them.</param>
    /// <param name="most">Of each kind.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<Finds> FindAsync(IReadOnlyList<WantedWord> words, int most, CancellationToken ct)
    {
        if (words.Count == 0)
        {
            return Finds.None;
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var told = (await kept.OfAsync(examples, analyzer, nowUtc, ct)).Where(e => e.FromUtc <= nowUtc);
        var open = (await campaigns.AllAsync(ct)).Where(c => c.ClosesUtc is null || nowUtc < c.ClosesUtc).Select(c => Searched.Of(analyzer, c.Title, c.Lead, "", $"~/kampanjer/{c.Slug}", c.OpensUtc));
        return new(Best(told, words, most), Best(open, words, most));
    }

    /// <summary>True for a campaign that the viewer may see and that takes proposals.</summary>
    public async Task<bool> IsOpenAsync(string campaign, CancellationToken ct) => await campaigns.FindAsync(campaign, ct) is { } found && found.IsOpenAt(clock.GetUtcNow().UtcDateTime);

    private static FindsOf Best(IEnumerable<Searched> all, IReadOnlyList<WantedWord> words, int most)
    {
        var found = all.Select(s => (Searched: s, Score: Score(s, words))).Where(s => s.Score > 0).OrderByDescending(s => s.Score).ThenByDescending(s => s.Searched.FromUtc).ToList();
        return new([.. found.Take(most).Select(f => f.Searched.Find)], found.Count);
    }

    // Of two words both are asked for, of more two in three: among few texts, one word of many is found nearly everywhere.
    private static double Score(Searched searched, IReadOnlyList<WantedWord> words)
    {
        var scores = words.Select(w => Score(searched, w)).ToList();
        return scores.Count(s => s > 0) >= (words.Count <= 2 ? words.Count : ((2 * words.Count) + 2) / 3) ? scores.Sum() : 0;
    }

    // The word itself, or all parts of a compound; what only looks like it is not found.
    private static double Score(Searched searched, WantedWord word)
    {
        var whole = word.Variants.Where(v => !word.Weak.Contains(v.Key)).Select(v => v.Value * searched.Worth(v.Key)).DefaultIfEmpty(0).Max();
        return word.Parts.Count == 0 ? whole : Math.Max(whole, word.Parts.Min(p => p.Variants.Max(v => v.Value * searched.Worth(v.Key))));
    }

    /// <summary>A text and where in it each term stands.</summary>
    internal sealed record Searched(Find Find, DateTime FromUtc, IReadOnlySet<string> Title, IReadOnlySet<string> Lead, IReadOnlySet<string> Text)
    {
        public static Searched Of(Analyzer analyzer, string title, string lead, string text, string path, DateTime fromUtc) =>
            new(new(title, lead, path), fromUtc, Terms(analyzer, title), Terms(analyzer, lead), Terms(analyzer, text));

        public double Worth(string term) => Title.Contains(term) ? TitleWorth : Lead.Contains(term) ? LeadWorth : Text.Contains(term) ? 1 : 0;

        private static HashSet<string> Terms(Analyzer analyzer, string text) => [.. analyzer.Tokens(Analyzer.Clean(text)).SelectMany(t => t.Parts.Select(Compounds.AsPart).Prepend(t.Term))];
    }
}

/// <summary>
/// The terms of all good examples, made anew when one has changed; asked twice a minute, so an example is found, or no longer found, half a minute after it was published or withdrawn.
/// One for the process; two that make it at once make the same.
/// </summary>
internal sealed class ExampleTerms
{
    /// <summary>How long nobody asks whether an example has changed.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private Kept kept = new("", DateTime.MinValue, []);

    public async Task<IReadOnlyList<Elsewhere.Searched>> OfAsync(IGoodExamples examples, Analyzer analyzer, DateTime nowUtc, CancellationToken ct)
    {
        var now = Volatile.Read(ref kept);
        if (nowUtc - now.AskedUtc < Fresh)
        {
            return now.Examples;
        }

        var stamp = await examples.StampAsync(ct);
        now = now.Stamp == stamp
            ? now with { AskedUtc = nowUtc }
            : new(stamp, nowUtc, [.. (await examples.AllAsync(ct)).Select(e => Elsewhere.Searched.Of(analyzer, e.Title, e.Lead, e.Text, $"~/goda-exempel/{e.Slug}", e.PublishedUtc))]);
        Volatile.Write(ref kept, now);
        return now.Examples;
    }

    private sealed record Kept(string Stamp, DateTime AskedUtc, IReadOnlyList<Elsewhere.Searched> Examples);
}
