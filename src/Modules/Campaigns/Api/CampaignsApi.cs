using System.Globalization;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Campaigns.Api;

/// <summary>A campaign in the list.</summary>
internal sealed record CampaignDto(
    string Slug, string Title, string Lead, string Phase, bool External, DateTime OpensAt, DateTime? ClosesAt, string? Department, string Url);

/// <summary>All of a campaign. The sections come as Markdown and as the HTML that the page shows.</summary>
internal sealed record CampaignDetailsDto(
    string Slug, string Title, string Lead, string Phase, bool External, DateTime OpensAt, DateTime? ClosesAt, string? Department, string Url,
    string CallToAction, string Accent, ContactDto? ResourcePerson, SectionDto Why, SectionDto LookingFor, SectionDto Afterwards,
    IReadOnlyList<QuestionDto> Questions);

internal sealed record ContactDto(string Name, string? Title, string? Email);

internal sealed record SectionDto(string Markdown, string Html);

/// <summary>A question on the form. <c>kind</c> is <c>text</c>, <c>choice</c> (one of the options) or <c>scale</c> (1–5; the options are the words for both ends).</summary>
internal sealed record QuestionDto(string Key, string Kind, string Label, string? Hint, bool Required, IReadOnlyList<string> Options);

/// <summary>A page of the list; <c>next</c> is the cursor of the following one, or null.</summary>
internal sealed record CampaignListDto(IReadOnlyList<CampaignDto> Items, int Total, string? Next);

/// <summary>Who is not signed in gets the external campaigns, here as on the pages.</summary>
internal static class CampaignsApi
{
    private const int DefaultSize = 20;
    private const int MaxSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("campaigns", right: null);
        group.MapGet("", ListAsync).Produces<CampaignListDto>().ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("{slug}", OneAsync).Produces<CampaignDetailsDto>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    // Text, not numbers, so that a bad one gets our own words and not an empty 400.
    private static async Task<IResult> ListAsync(
        string? cursor, string? size, HttpContext http, ICampaigns campaigns, IOrganisation organisation, ITexts texts, TimeProvider clock, CancellationToken ct)
    {
        var take = DefaultSize;
        if (size is not null && (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out take) || take is < 1 or > MaxSize))
        {
            return Refuse(texts, new Problem("Campaign.BadSize", "size") { Arguments = [MaxSize] });
        }

        var after = cursor is null ? null : Cursor.Read(cursor);
        if (cursor is not null && after is null)
        {
            return Refuse(texts, new("Campaign.BadCursor", "cursor"));
        }

        var departments = (await organisation.DepartmentsAsync(ct)).ToDictionary(d => d.Id, d => d.Slug);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var all = await campaigns.AllAsync(ct);
        var rest = all.Where(c => after is not { } cut || cut.IsBefore(c, nowUtc)).Take(take + 1).ToList();
        CampaignDto[] items =
        [
            .. rest.Take(take).Select(c => new CampaignDto(
                c.Slug, c.Title, c.Lead, Phase(c, nowUtc), c.IsExternal, c.OpensUtc, c.ClosesUtc, c.DepartmentId is { } id ? departments.GetValueOrDefault(id) : null, Url(http, c.Slug))),
        ];
        return Results.Ok(new CampaignListDto(items, all.Count, rest.Count > take ? Cursor.After(rest[take - 1], nowUtc).ToString() : null));
    }

    private static async Task<IResult> OneAsync(
        string slug, HttpContext http, PublishedCampaigns campaigns, IOrganisation organisation, ITexts texts, TimeProvider clock, CancellationToken ct)
    {
        if (await campaigns.BySlugAsync(slug, ct) is not { } campaign)
        {
            return Refuse(texts, new("Campaign.NotFound", Kind: ProblemKind.NotFound));
        }

        var (info, body, root) = (campaign.ToInfo(), campaign.Published!, http.Request.PathBase.Value);
        var department = body.DepartmentId is { } id ? (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == id)?.Slug : null;
        var person = body.ResourcePerson is { } personId && await organisation.PersonAsync(personId, ct) is { Active: true } found ? new ContactDto(found.Name, found.Title, found.Email) : null;
        return Results.Ok(new CampaignDetailsDto(
            info.Slug, info.Title, info.Lead, Phase(info, clock.GetUtcNow().UtcDateTime), info.IsExternal, info.OpensUtc, info.ClosesUtc, department, Url(http, info.Slug),
            body.CallToAction, body.Accent, person, Section(body.Why), Section(body.LookingFor), Section(body.Afterwards),
            [.. body.Questions.Select(q => new QuestionDto(q.Key, q.Kind.ToString().ToLowerInvariant(), q.Label, q.Hint, q.Required, q.Options))]));

        SectionDto Section(string markdown) => new(markdown, MarkdownText.ToHtml(markdown, root).ToString() ?? "");
    }

    private static IResult Refuse(ITexts texts, Problem problem)
    {
        Result<Done> refused = problem;
        return refused.ToProblem(texts);
    }

    private static string Phase(CampaignInfo campaign, DateTime nowUtc) => campaign.PhaseAt(nowUtc).ToString().ToLowerInvariant();

    private static string Url(HttpContext http, string slug) => $"{http.Request.PathBase}/kampanjer/{slug}";
}
