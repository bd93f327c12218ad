using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>What one box finds: good examples and campaigns, and proposals for those who are signed in.</summary>
internal sealed record OneBox(string Text, Finds Finds, IReadOnlyList<Idea> Ideas, bool HasMoreIdeas, Sought Terms)
{
    public bool IsEmpty => Finds.Examples.Total + Finds.Campaigns.Total + Ideas.Count == 0;

    /// <summary>At most six statements; none for an empty text.</summary>
    public static async Task<OneBox> FindAsync(AppDb db, IdeaSearch search, Elsewhere elsewhere, string text, int mostIdeas, int mostElsewhere, CancellationToken ct)
    {
        var query = IdeaQuery.Of(text) with { Size = mostIdeas };
        if (query.Said.Plain.Length == 0)
        {
            return new(query.Text, Finds.None, [], false, Sought.Nothing);
        }

        if (db.Viewer.IsSignedIn)
        {
            var found = await search.FindAsync(query, ct, inFull: false);
            return new(query.Text, await elsewhere.FindAsync(found.Words, mostElsewhere, ct), found.Items, found.Next is not null, found.Terms);
        }

        var wanted = await Wanted.ReadAsync(db, query.Said.Plain, ct);
        return new(query.Text, await elsewhere.FindAsync(wanted.Words, mostElsewhere, ct), [], false, new(Analyzer.Of(db), wanted.Terms));
    }
}
