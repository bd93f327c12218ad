using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>How alike a text and the bank's proposals are: by the words that tell something, never by function words.</summary>
internal static class Likeness
{
    /// <summary>What a text may be, in characters; the rest is not looked at.</summary>
    public const int MaxText = 8_000;

    private const int MaxTerms = 24;
    private const double Least = 0.12;

    /// <summary>The most telling words of the text, those of the title first among equals. One statement.</summary>
    public static async Task<Wanted> ReadAsync(AppDb db, string title, string text, CancellationToken ct)
    {
        Token[] inTitle = [.. Tokens(title)];
        var inTitleTerms = inTitle.Select(t => t.Term).ToHashSet();
        Token[] tokens = [.. inTitle.Concat(Tokens(text)).DistinctBy(t => t.Term).Take(400)];
        if (tokens.Length == 0)
        {
            return new([], [], IndexStats.None, null);
        }

        var sql = new Sql();
        var rows = await sql.ReadAsync(
            db,
            $"""
            SELECT '', CAST(documents AS bigint), CAST(title AS bigint), CAST(problem AS bigint), CAST(solution AS bigint), CAST(place AS bigint) FROM ideabank_stats
            UNION ALL SELECT term, documents, 0, 0, 0, 0 FROM ideabank_term WHERE term IN ({sql.AddAll(tokens.Select(t => t.Term))})
            """,
            r => (Term: r.DbDataReader.GetString(0),
                Counts: (long[])[r.DbDataReader.GetInt64(1), r.DbDataReader.GetInt64(2), r.DbDataReader.GetInt64(3), r.DbDataReader.GetInt64(4), r.DbDataReader.GetInt64(5)]), ct);
        var stats = rows.Single(r => r.Term.Length == 0).Counts;
        var known = rows.ToDictionary(r => r.Term, r => r.Counts[0]);
        var words = tokens.Where(t => known.ContainsKey(t.Term))
            .OrderByDescending(t => Ranker.Weight(known[t.Term], stats[0]) * (inTitleTerms.Contains(t.Term) ? 2 : 1)).ThenBy(t => t.Start).Take(MaxTerms)
            .Select(t => new WantedWord(t, new Dictionary<string, double> { [t.Term] = inTitleTerms.Contains(t.Term) ? 2 : 1 }, (int)known[t.Term], IsKnown: true, (int)known[t.Term]));
        return new([.. words], [], new(stats[0], stats[1], stats[2], stats[3], stats[4]), null);
    }

    /// <summary>Those alike, best first. The score is the share of the words' weight that the proposal has, a little more where it has them in its title.</summary>
    public static IEnumerable<Ranked> Of(IEnumerable<Candidate> candidates, Wanted wanted)
    {
        var weights = wanted.Words.ToDictionary(w => w.Token.Term, w => w.Variants[w.Token.Term] * Ranker.Weight(w.Documents, wanted.Stats.Documents));
        var whole = weights.Values.Sum();
        return Ranked.InOrder(candidates.Select(c => new Ranked(c, Score(c.Text))).Where(r => r.Score >= Least));

        double Score(IndexedText text)
        {
            var title = IndexedText.Split(text.Title).ToHashSet();
            var shared = text.Content.Distinct().Where(weights.ContainsKey).Sum(t => weights[t] * (title.Contains(t) ? 1.0 : 0.8));
            return whole == 0 ? 0 : Math.Min(1, shared / whole);
        }
    }

    private static IEnumerable<Token> Tokens(string text) =>
        Analyzer.Tokens(Analyzer.Clean(text.Length <= MaxText ? text : text[..MaxText])).Where(t => t.Word.Length > 1);
}
