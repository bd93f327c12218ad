using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Proposals.Pages.Proposals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Proposals.Api;

/// <summary>What happens to a proposal after it was handed in: the same guards and deeds as on the pages. Each answers with the proposal as it then is.</summary>
internal static class LifeApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var life = routes.MapApi("proposals/{number:int}", ProposalsModule.Read);
        Post<TextBody, Handling>(life, "question", (handling, number, body, ct) => handling.AskAsync(number, body.Text, ct));
        Post<NoBody, Handling>(life, "review", (handling, number, _, ct) => handling.StartReviewAsync(number, ct));
        Post<TextBody, Acting>(life, "answer", (acting, number, body, ct) => acting.AnswerAsync(number, body.Text, ct));
        Post<WhyBody, Acting>(life, "withdraw", (acting, number, body, ct) => acting.WithdrawAsync(number, body.Why, ct));
        Post<WhyBody, Acting>(life, "undo", (acting, number, body, ct) => acting.UndoDecisionAsync(number, body.Why, ct));
        Post<WhyBody, Acting>(life, "innovation", (acting, number, body, ct) => acting.MarkInnovationAsync(number, body.Why, ct));
        Post<MergeBody, Merging>(life, "merge", (merging, number, body, ct) => merging.MergeAsync(number, body.Into, ct));
        Post<WhyBody, Merging>(life, "unmerge", (merging, number, body, ct) => merging.UnmergeAsync(number, body.Why, ct));
        Post<HandOverBody, HandingOver>(life, "hand-over", (handing, number, body, ct) => handing.HandOverAsync(number, body.To, body.Why, ct));
        Post<SecrecyBody, Handling>(life, "secrecy", (handling, number, body, ct) =>
            new SecrecyForm { Outcome = body.Outcome, Provision = body.Provision, Why = body.Why }.TryAsync(handling, number, ct));
    }

    private static void Post<TBody, TService>(
        RouteGroupBuilder group, string path, Func<TService, int, TBody, CancellationToken, Task<Result<Proposal>>> deed)
        where TBody : class
        where TService : class =>
        group.MapPost(path, async (int number, JsonBody<TBody> body, TService service, HttpContext http, ITexts texts, CancellationToken ct) =>
        {
            if (!body.Read.Succeeded)
            {
                return body.Read.ToProblem(texts);
            }

            var done = await deed(service, number, body.Read.Value, ct);
            return done.Succeeded ? Results.Ok(ProposalDto.Of(done.Value, http)) : done.ToProblem(texts);
        }).Produces<ProposalDto>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
}

internal sealed record NoBody;

internal sealed record TextBody(string Text);

internal sealed record WhyBody(string Why);

internal sealed record MergeBody(int Into);

internal sealed record HandOverBody(string To, string Why);

internal sealed record SecrecyBody(string Outcome, string Why, string? Provision = null);
