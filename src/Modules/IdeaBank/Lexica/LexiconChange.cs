using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Lexica;

/// <summary>What one save does to the lexicon and the sums, of what everyone may see: how many more or fewer proposals have each term.</summary>
internal sealed class LexiconChange
{
    private readonly Dictionary<string, (string Word, int Change)> terms = new(StringComparer.Ordinal);
    private (int Documents, int Title, int Problem, int Solution, int Place) sums;

    /// <summary>A proposal as it counted, and as it counts now; null when it did or does not.</summary>
    public void Add(IndexedText? before, Fields? after)
    {
        if (before == after?.Text)
        {
            return;
        }

        var old = before?.Terms.ToHashSet(StringComparer.Ordinal) ?? [];
        if (after is not null)
        {
            foreach (var (term, word) in after.Words.Where(w => !old.Remove(w.Key)))
            {
                Add(term, word, 1);
            }
        }

        foreach (var term in old)
        {
            Add(term, term, -1);
        }

        Sum(before, -1);
        Sum(after?.Text, 1);
    }

    /// <summary>Writes it, with the next stamp, so that who has the lexicon in memory sees that it is old, and, unless <paramref name="isTold"/> is false, what is new.</summary>
    public async Task WriteAsync(AppDb db, IIndexStore store, bool isTold, CancellationToken ct)
    {
        TermChange[] changes = [.. terms.Where(t => t.Value.Change != 0).Select(t => new TermChange(t.Key, Analyzer.Fold(t.Key), t.Value.Word, t.Value.Change))];
        if (changes.Length == 0 && sums == default)
        {
            return;
        }

        if (changes.Length > 0)
        {
            await store.CountTermsAsync(db, changes, ct);
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE ideabank_stats SET documents = documents + {sums.Documents}, title = title + {sums.Title}, problem = problem + {sums.Problem}, solution = solution + {sums.Solution},
                place = place + {sums.Place}, stamp = stamp + 1
            WHERE id = 1
            """, ct);
        if (isTold)
        {
            await LogAsync(db, changes.Length <= LexiconKeeper.LargestChange ? TermChange.Write(changes) : TermChange.TooMany, ct);
        }
    }

    /// <summary>For those who have emptied the lexicon: all that is in memory is old.</summary>
    public static async Task EmptiedAsync(AppDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"UPDATE ideabank_stats SET documents = 0, title = 0, problem = 0, solution = 0, place = 0, stamp = stamp + 1 WHERE id = 1", ct);
        await LogAsync(db, TermChange.TooMany, ct);
    }

    private static Task<int> LogAsync(AppDb db, string terms, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO ideabank_change (slot, stamp, terms) SELECT CAST(stamp % {LexiconKeeper.Slots} AS integer), stamp, {terms} FROM ideabank_stats WHERE id = 1
        ON CONFLICT (slot) DO UPDATE SET stamp = excluded.stamp, terms = excluded.terms
        """, ct);

    private void Add(string term, string word, int change)
    {
        var known = terms.GetValueOrDefault(term, (word, 0));
        terms[term] = (change > 0 && word.Length < known.Item1.Length ? word : known.Item1, known.Item2 + change);
    }

    private void Sum(IndexedText? text, int sign)
    {
        if (text is not null)
        {
            sums = (sums.Documents + sign, sums.Title + (sign * IndexedText.Length(text.Title)), sums.Problem + (sign * IndexedText.Length(text.Problem)),
                sums.Solution + (sign * IndexedText.Length(text.Solution)), sums.Place + (sign * IndexedText.Length(text.Place)));
        }
    }
}
