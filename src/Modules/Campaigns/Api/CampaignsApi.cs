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

/// <summary>All campaigns at once: there are at most 200.</summary>
internal sealed record CampaignListDto(IReadOnlyList<CampaignDto> Items, int Total);

/// <summary>Who is not signed in gets the external campaigns, here as on the pages.</summary>
internal static class CampaignsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("campaigns", right: null);
        group.MapGet("", ListAsync).Produces<CampaignListDto>();
        group.MapGet("{slug}", OneAsync).Produces<CampaignDetailsDto>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ICampaigns campaigns, IOrganisation organisation, TimeProvider clock, CancellationToken ct)
    {
        var departments = (await organisation.DepartmentsAsync(ct)).ToDictionary(d => d.Id, d => d.Slug);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        CampaignDto[] items =
        [
            .. (await campaigns.AllAsync(ct)).Select(c => new CampaignDto(
                c.Slug, c.Title, c.Lead, Phase(c, nowUtc), c.IsExternal, c.OpensUtc, c.ClosesUtc, c.DepartmentId is { } id ? departments.GetValueOrDefault(id) : null, Url(http, c.Slug))),
        ];
        return Results.Ok(new CampaignListDto(items, items.Length));
    }

    private static async Task<IResult> OneAsync(
        string slug, HttpContext http, PublishedCampaigns campaigns, IOrganisation organisation, ITexts texts, TimeProvider clock, CancellationToken ct)
    {
        if (await campaigns.BySlugAsync(slug, ct) is not { } campaign)
        {
            Result<Done> missing = new Problem("Campaign.NotFound", Kind: ProblemKind.NotFound);
            return missing.ToProblem(texts);
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

    private static string Phase(CampaignInfo campaign, DateTime nowUtc) => campaign.PhaseAt(nowUtc).ToString().ToLowerInvariant();

    private static string Url(HttpContext http, string slug) => $"{http.Request.PathBase}/kampanjer/{slug}";
}
