using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples;

/// <summary>What is published, for whoever searches. Who wrote it is not among the words: the name may need a yes first.</summary>
internal sealed class SearchedExamples(AppDb db) : IGoodExamples
{
    private const int Most = 1_000;

    // Every change raises a version, and nothing is ever deleted.
    public async Task<string> StampAsync(CancellationToken ct) =>
        await db.Set<GoodExample>().GroupBy(_ => 1).Select(g => g.Count() + "-" + g.Sum(e => e.Version)).FirstOrDefaultAsync(ct) ?? "";

    public async Task<IReadOnlyList<GoodExampleInfo>> AllAsync(CancellationToken ct)
    {
        var published = await db.Set<GoodExample>().AsNoTracking().Where(e => e.PublishedUtc != null).NewestFirst().Take(Most).Select(e => new { e.Slug, Body = e.Published!, e.PublishedUtc }).ToListAsync(ct);
        return [.. published.Select(e => new GoodExampleInfo(
            e.Slug, e.Body.Title, e.Body.Lead, string.Join('\n', e.Body.Area, e.Body.Solution, e.Body.Benefit, e.Body.Development, e.Body.Spread, e.Body.Contributor), e.PublishedUtc!.Value))];
    }
}
