using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Api;

/// <summary>Support, follow, comments and working notes, by the same methods as the page.</summary>
internal static class VoicesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var voices = routes.MapApi("proposals/{number:int}", ProposalsModule.Read);
        voices.MapPost("support", (int number, Supporting s, ITexts texts, CancellationToken ct) => EmptyAsync(s.SupportAsync(number, true, ct), texts)).Emptied();
        voices.MapDelete("support", (int number, Supporting s, ITexts texts, CancellationToken ct) => EmptyAsync(s.SupportAsync(number, false, ct), texts)).Emptied();
        voices.MapPost("follow", (int number, Supporting s, ITexts texts, CancellationToken ct) => EmptyAsync(s.FollowAsync(number, true, ct), texts)).Emptied();
        voices.MapDelete("follow", (int number, Supporting s, ITexts texts, CancellationToken ct) => EmptyAsync(s.FollowAsync(number, false, ct), texts)).Emptied();

        voices.MapGet("comments", CommentsAsync).Produces<CommentsDto>().ProducesProblem(404);
        voices.MapPost("comments", WriteAsync).Produces<CommentDto>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        voices.MapPut("comments/{id:guid}", EditAsync).Produces<CommentDto>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        voices.MapDelete("comments/{id:guid}", (int number, Guid id, Commenting c, ITexts texts, CancellationToken ct) => EmptyAsync(c.RemoveAsync(number, id, ct), texts)).Emptied();
        voices.MapPost("comments/{id:guid}/hide", HideAsync).Produces<CommentDto>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        voices.MapDelete("comments/{id:guid}/hide", ShowAgainAsync).Produces<CommentDto>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

        voices.MapGet("notes", NotesAsync).Produces<NotesDto>().ProducesProblem(403).ProducesProblem(404);
        voices.MapPost("notes", NoteAsync).Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
    }

    private static async Task<IResult> CommentsAsync(int number, AppDb db, CurrentUser user, ITexts texts, CancellationToken ct)
    {
        if (await db.Set<Proposal>().AsNoTracking().Numbered(number).FirstOrDefaultAsync(ct) is not { } proposal)
        {
            return ((Result<Done>)new Problem("Proposal.NotFound", Kind: ProblemKind.NotFound)).ToProblem(texts);
        }

        return Results.Ok(new CommentsDto([.. (await Commenting.OfAsync(db, proposal.Id, ct)).Select(c => CommentDto.Of(c, user))]));
    }

    private static async Task<IResult> WriteAsync(int number, JsonBody<NewComment> body, Commenting commenting, CurrentUser user, HttpContext http, ITexts texts, CancellationToken ct)
    {
        if (!body.Read.Succeeded)
        {
            return body.Read.ToProblem(texts);
        }

        var written = await commenting.WriteAsync(number, body.Read.Value.Text, body.Read.Value.Official, ct);
        return written.Succeeded
            ? Results.Created(http.Request.PathBase + $"/api/v1/proposals/{number}/comments", CommentDto.Of(written.Value, user))
            : written.ToProblem(texts);
    }

    private static async Task<IResult> EditAsync(int number, Guid id, JsonBody<TextBody> body, Commenting commenting, CurrentUser user, ITexts texts, CancellationToken ct)
    {
        if (!body.Read.Succeeded)
        {
            return body.Read.ToProblem(texts);
        }

        var edited = await commenting.EditAsync(number, id, body.Read.Value.Text, ct);
        return edited.Succeeded ? Results.Ok(CommentDto.Of(edited.Value, user)) : edited.ToProblem(texts);
    }

    private static async Task<IResult> HideAsync(int number, Guid id, JsonBody<WhyBody> body, Commenting commenting, CurrentUser user, ITexts texts, CancellationToken ct)
    {
        if (!body.Read.Succeeded)
        {
            return body.Read.ToProblem(texts);
        }

        var hidden = await commenting.HideAsync(number, id, body.Read.Value.Why, ct);
        return hidden.Succeeded ? Results.Ok(CommentDto.Of(hidden.Value, user)) : hidden.ToProblem(texts);
    }

    private static async Task<IResult> ShowAgainAsync(int number, Guid id, Commenting commenting, CurrentUser user, ITexts texts, CancellationToken ct)
    {
        var shown = await commenting.ShowAgainAsync(number, id, ct);
        return shown.Succeeded ? Results.Ok(CommentDto.Of(shown.Value, user)) : shown.ToProblem(texts);
    }

    private static async Task<IResult> NotesAsync(int number, AppDb db, Acting acting, ITexts texts, CancellationToken ct)
    {
        var found = await acting.FindAsync(number, Act.WriteNotes, ct);
        return found.Succeeded
            ? Results.Ok(new NotesDto([.. (await Noting.OfAsync(db, found.Value.Proposal.Id, ct)).Select(n => new NoteDto(n.Text, n.AuthorName, SwedishTime.Iso(n.AtUtc)))]))
            : found.ToProblem(texts);
    }

    private static async Task<IResult> NoteAsync(int number, JsonBody<TextBody> body, Noting noting, ITexts texts, CancellationToken ct) =>
        body.Read.Succeeded ? await EmptyAsync(noting.WriteAsync(number, body.Read.Value.Text, ct), texts) : body.Read.ToProblem(texts);

    private static async Task<IResult> EmptyAsync<T>(Task<Result<T>> deed, ITexts texts)
    {
        var done = await deed;
        return done.Succeeded ? Results.NoContent() : done.ToProblem(texts);
    }

    private static void Emptied(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces(StatusCodes.Status204NoContent).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
}

internal sealed record NewComment(string Text, bool Official = false);

internal sealed record CommentDto(Guid Id, string? Text, string Author, string At, bool Official, bool Edited, bool Removed, bool Hidden, string? HiddenReason, bool Mine)
{
    public static CommentDto Of(Comment c, CurrentUser user) => new(
        c.Id, c.IsShown ? c.Text : null, c.AuthorName, SwedishTime.Iso(c.AtUtc), c.IsOfficial, c.EditedUtc is not null, c.RemovedUtc is not null, c.HiddenUtc is not null,
        c.HiddenReason, c.AuthorId.Value == user.PersonId);
}

internal sealed record CommentsDto(IReadOnlyList<CommentDto> Items);

internal sealed record NoteDto(string Text, string By, string At);

internal sealed record NotesDto(IReadOnlyList<NoteDto> Items);
