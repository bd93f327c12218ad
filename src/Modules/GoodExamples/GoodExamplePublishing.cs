using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples;

/// <summary>What the pages and the workflow step do inside their transaction.</summary>
internal static class GoodExamplePublishing
{
    private const string Reserved = "nytt"; // The address of the form.

    /// <summary>Publishes, and says so to other modules the first time.</summary>
    public static Result<Done> Tell(this AppDb db, GoodExample example, Guid by, DateTime nowUtc)
    {
        var told = example.Tell(by, nowUtc);
        if (!told.Succeeded)
        {
            return Result<Done>.Refused(told.Problems);
        }

        if (told.Value)
        {
            db.Raise(new GoodExamplePublished(example.Id, example.Slug, example.Published!.Title, example.ProposalId));
        }

        return Done.Ok;
    }

    /// <summary>A free address made of the title; a number is added when it is taken.</summary>
    public static async Task<string> FreeSlugAsync(this AppDb db, string title, CancellationToken ct)
    {
        var slug = Slugs.Of(title, otherwise: "exempel");
        slug = slug.Length > 70 ? slug[..70].TrimEnd('-') : slug;
        var taken = (await db.Set<GoodExample>().Where(e => e.Slug.StartsWith(slug)).Select(e => e.Slug).ToListAsync(ct)).Append(Reserved).ToHashSet();
        return !taken.Contains(slug) ? slug : Enumerable.Range(2, int.MaxValue - 2).Select(n => FormattableString.Invariant($"{slug}-{n}")).First(s => !taken.Contains(s));
    }
}
