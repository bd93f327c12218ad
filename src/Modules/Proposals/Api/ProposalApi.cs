using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Proposals.Attachments;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Proposals.Form;
using IntranetInnovation.Proposals.Pages.Proposals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Api;

/// <summary>The same use cases as the pages, by the same domain methods.</summary>
internal static class ProposalApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var proposals = routes.MapApi("proposals", ProposalsModule.Read);
        proposals.MapPost("/", SubmitAsync).NeedsRight(ProposalsModule.Submit).Produces<ProposalDto>(StatusCodes.Status201Created).ProducesProblem(400);
        proposals.MapGet("/{number:int}", GetAsync).Produces<ProposalDto>().ProducesProblem(404);
        proposals.MapGet("/{number:int}/timeline", TimelineAsync).Produces<TimelineDto>().ProducesProblem(404);
        proposals.MapPost("/{number:int}/decision", DecideAsync).Produces<ProposalDto>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> SubmitAsync(JsonBody<NewProposal> body, Drafting drafting, AppDb db, HttpContext http, ITexts texts, CancellationToken ct)
    {
        if (!body.Read.Succeeded)
        {
            return body.Read.ToProblem(texts);
        }

        var key = body.Read.Value.Key is { } given && given != Guid.Empty ? new ProposalId(given) : TypedId.New<ProposalId>();
        var saved = await drafting.SaveAsync(key, body.Read.Value.ToInput(), SaveMode.AndSubmit, ct);
        return saved.Succeeded
            ? Results.Created(http.Request.PathBase + $"/api/v1/proposals/{saved.Value.Number}", await ProposalDto.WholeAsync(saved.Value, db, http, ct))
            : saved.ToProblem(texts);
    }

    private static async Task<IResult> GetAsync(int number, AppDb db, HttpContext http, ITexts texts, CancellationToken ct) =>
        await FindAsync(db, number, ct) is { } proposal ? Results.Ok(await ProposalDto.WholeAsync(proposal, db, http, ct)) : NotFound(texts);

    private static async Task<IResult> TimelineAsync(int number, AppDb db, ITexts texts, CancellationToken ct)
    {
        if (await FindAsync(db, number, ct) is not { } proposal)
        {
            return NotFound(texts);
        }

        var entries = await db.Set<TimelineEntry>().AsNoTracking().Where(e => e.ProposalId == proposal.Id).OrderBy(e => e.AtUtc).ThenBy(e => e.Sequence).Take(500).ToListAsync(ct);
        return Results.Ok(new TimelineDto([.. entries.Select(e => new TimelineItemDto(
            SwedishTime.Iso(e.AtUtc), texts[$"Proposal.Timeline.{e.Kind}"], e.ByName.Length > 0 ? e.ByName : null, e.ShownText(proposal)))]));
    }

    private static async Task<IResult> DecideAsync(int number, JsonBody<NewDecision> body, Handling handling, HttpContext http, ITexts texts, CancellationToken ct)
    {
        if (!body.Read.Succeeded)
        {
            return body.Read.ToProblem(texts);
        }

        var reason = Enum.GetValues<RejectionReason>().Where(r => Slug(r) == body.Read.Value.Reason).Cast<RejectionReason?>().FirstOrDefault();
        var form = new DecisionForm { Outcome = body.Read.Value.Outcome, Motivation = body.Read.Value.Motivation, Reason = reason };
        var decided = await form.DecideAsync(handling, number, ct);
        return decided.Succeeded ? Results.Ok(ProposalDto.Of(decided.Value, http)) : decided.ToProblem(texts);
    }

    internal static string Slug(RejectionReason reason) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());

    // Drafts have no number yet: number 0 would find somebody's draft.
    private static async Task<Proposal?> FindAsync(AppDb db, int number, CancellationToken ct) =>
        await db.Set<Proposal>().AsNoTracking().Numbered(number).FirstOrDefaultAsync(ct);

    private static IResult NotFound(ITexts texts) => ((Result<Done>)new Problem("Proposal.NotFound", Kind: ProblemKind.NotFound)).ToProblem(texts);
}

internal sealed record NewDecision(string Outcome, string Motivation, string? Reason = null);

internal sealed record TimelineItemDto(string At, string What, string? By, string? Text);

internal sealed record TimelineDto(IReadOnlyList<TimelineItemDto> Items);

internal sealed record ProposalDto(
    int Number, string Title, string Problem, string Solution, string Benefit, string Status, string Maturity, string Source, string Department, string? Unit, string? Author,
    string? Campaign, string? Goal, bool Confidential, string? Assignee, string? Motivation, string? Reason, string? Effect, string? SubmittedAt, string? DecidedAt,
    string? ImplementedAt, int Supports, string Url)
{
    public string? RegisteredBy { get; init; }

    public bool Workplace { get; init; }

    /// <summary>Null in an answer that does not say: ask for the proposal itself. The same goes for the next two.</summary>
    public IReadOnlyList<string>? CoAuthors { get; init; }

    /// <summary>To the campaign's questions, by their keys.</summary>
    public IReadOnlyDictionary<string, string>? Answers { get; init; }

    public IReadOnlyList<AttachmentDto>? Attachments { get; init; }

    /// <summary>With all that was handed in.</summary>
    public static async Task<ProposalDto> WholeAsync(Proposal p, AppDb db, HttpContext http, CancellationToken ct)
    {
        var owned = await Owned.OfAsync(db, p.Id, ct);
        return Of(p, http) with
        {
            CoAuthors = [.. owned.CoAuthors.Select(c => c.Name)],
            Answers = owned.Answers.ToDictionary(a => a.Key, a => a.Value),
            Attachments = [.. owned.Attachments.Select(a => new AttachmentDto(a.Name, a.Kind.ContentType(), a.Bytes, http.Request.PathBase + AttachmentFiles.Path(a)[1..]))],
        };
    }

    public static ProposalDto Of(Proposal p, HttpContext http) => new(
        p.Number, p.Title, p.Problem, p.Solution, p.Benefit, p.Status.Slug(), p.Maturity.ToString().ToLowerInvariant(), p.Source.Slug(), p.DepartmentName, p.UnitName,
        p.AuthorName.Length > 0 ? p.AuthorName : null, p.CampaignSlug, p.GoalSlug, p.IsConfidential, p.AssigneeName, p.Motivation,
        p.Reason is { } reason ? ProposalApi.Slug(reason) : null, p.Effect, Iso(p.SubmittedUtc), Iso(p.DecidedUtc), Iso(p.ImplementedUtc), p.Supports,
        http.Request.PathBase + $"/forslag/{p.Number}")
    {
        RegisteredBy = p.RegisteredByName,
        Workplace = p.IsWorkplaces,
    };

    private static string? Iso(DateTime? utc) => utc is { } known ? SwedishTime.Iso(known) : null;
}

internal sealed record AttachmentDto(string Name, string Type, int Bytes, string Url);
