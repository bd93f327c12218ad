using System.Globalization;
using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Api;

/// <summary>A good example in the list.</summary>
internal sealed record GoodExampleDto(
    string Slug, string Title, string Lead, string Area, string? Department, string Contributor, bool Awarded, DateTime PublishedAt, string Url);

/// <summary>A page of the list; <c>next</c> is the cursor of the following one, or null.</summary>
internal sealed record GoodExampleListDto(IReadOnlyList<GoodExampleDto> Items, int Total, string? Next);

/// <summary>All of a good example. <c>proposal</c> is its number, when the caller may see it.</summary>
internal sealed record GoodExampleDetailsDto(
    string Slug, string Title, string Lead, string Area, string? Department, string Contributor, bool Awarded, DateTime PublishedAt, string Url,
    SectionDto Solution, SectionDto Benefit, SectionDto Development, SectionDto Spread, ContactDto? Contact, string? ReadMore, int? Proposal);

internal sealed record SectionDto(string Markdown, string Html);

internal sealed record ContactDto(string Name, string? Title, string? Email);

internal static class GoodExamplesApi
{
    private const int DefaultSize = 20;
    private const int MaxSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("good-examples", right: null);
        group.MapGet("", ListAsync).Produces<GoodExampleListDto>().ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("{slug}", OneAsync).Produces<GoodExampleDetailsDto>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    // Text, not numbers, so that a bad one gets our own words and not an empty 400.
    private static async Task<IResult> ListAsync(
        string? cursor, string? size, HttpContext http, AppDb db, IOrganisation organisation, ITexts texts, TimeProvider clock, CancellationToken ct)
    {
        var take = DefaultSize;
        if (size is not null && (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out take) || take is < 1 or > MaxSize))
        {
            return Refuse(texts, new Problem("GoodExample.BadSize", "size") { Arguments = [MaxSize] });
        }

        var all = db.Told(clock.GetUtcNow().UtcDateTime);
        var rest = all;
        if (cursor is not null)
        {
            if (Cursor.Read(cursor) is not { } after)
            {
                return Refuse(texts, new("GoodExample.BadCursor", "cursor"));
            }

#pragma warning disable CA1309 // Becomes SQL, where the column's collation decides, in the order of NewestFirst too.
            rest = rest.Where(e => e.PublishedUtc < after.PublishedUtc || (e.PublishedUtc == after.PublishedUtc && string.Compare(e.Slug, after.Slug) > 0));
#pragma warning restore CA1309
        }

        var found = await rest.NewestFirst().Take(take + 1).ToListAsync(ct);
        var departments = (await organisation.DepartmentsAsync(ct)).ToDictionary(d => d.Id, d => d.Slug);
        GoodExampleDto[] items = [.. found.Take(take).Select(e => Item(e, http, departments))];
        return Results.Ok(new GoodExampleListDto(items, await all.CountAsync(ct), found.Count > take ? Cursor.After(found[take - 1]).ToString() : null));
    }

    private static async Task<IResult> OneAsync(
        string slug, HttpContext http, AppDb db, IOrganisation organisation, IProposals proposals, ITexts texts, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Told(clock.GetUtcNow().UtcDateTime).FirstOrDefaultAsync(e => e.Slug == slug, ct) is not { } example)
        {
            return Refuse(texts, new("GoodExample.NotFound", Kind: ProblemKind.NotFound));
        }

        var body = example.Published!;
        var item = Item(example, http, (await organisation.DepartmentsAsync(ct)).ToDictionary(d => d.Id, d => d.Slug));
        var contact = body.Contact is { } id && await organisation.PersonAsync(id, ct) is { Active: true } person ? new ContactDto(person.Name, person.Title, person.Email) : null;
        int? number = example.ProposalId is { } proposal ? await proposals.Rows.Where(p => p.Id == proposal).Select(p => (int?)p.Number).FirstOrDefaultAsync(ct) : null;
        return Results.Ok(new GoodExampleDetailsDto(
            item.Slug, item.Title, item.Lead, item.Area, item.Department, item.Contributor, item.Awarded, item.PublishedAt, item.Url,
            Section(body.Solution), Section(body.Benefit), Section(body.Development), Section(body.Spread), contact, body.ReadMore, number));

        SectionDto Section(string markdown) => new(markdown, MarkdownText.ToHtml(markdown, http.Request.PathBase.Value).ToString() ?? "");
    }

    private static GoodExampleDto Item(GoodExample example, HttpContext http, Dictionary<DepartmentId, string> departments)
    {
        var body = example.Published!;
        return new(
            example.Slug, body.Title, body.Lead, body.Area, body.DepartmentId is { } id ? departments.GetValueOrDefault(id) : null, body.Behind(), body.Awarded,
            example.PublishedUtc!.Value, $"{http.Request.PathBase}/goda-exempel/{example.Slug}");
    }

    private static IResult Refuse(ITexts texts, Problem problem)
    {
        Result<Done> refused = problem;
        return refused.ToProblem(texts);
    }
}
