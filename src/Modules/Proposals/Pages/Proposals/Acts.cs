using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Authorization;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>The author gives what was asked for.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class AnswerModel(Acting acting, ITexts texts) : ActPage(acting, texts, Act.Answer)
{
    private readonly Acting acting = acting;

    public override int Longest => TimelineEntry.TextMax;

    /// <summary>What was asked.</summary>
    public TimelineEntry? Question { get; private set; }

    protected override Task<Result<Proposal>> DoAsync(int number, string? why, CancellationToken ct) => acting.AnswerAsync(number, why, ct);

    protected override async Task FillAsync(CancellationToken ct) => Question = await acting.NewestAsync(Proposal.Id, TimelineKind.Asked, ct);
}

/// <summary>The author takes the proposal back.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class WithdrawModel(Acting acting, ITexts texts) : ActPage(acting, texts, Act.Withdraw)
{
    private readonly Acting acting = acting;

    protected override Task<Result<Proposal>> DoAsync(int number, string? why, CancellationToken ct) => acting.WithdrawAsync(number, why, ct);
}

/// <summary>A decision is taken back.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class UndoModel(Acting acting, ITexts texts) : ActPage(acting, texts, Act.UndoDecision)
{
    private readonly Acting acting = acting;

    protected override Task<Result<Proposal>> DoAsync(int number, string? why, CancellationToken ct) => acting.UndoDecisionAsync(number, why, ct);
}

/// <summary>An improvement has become an innovation.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class InnovationModel(Acting acting, ITexts texts) : ActPage(acting, texts, Act.MarkInnovation)
{
    private readonly Acting acting = acting;

    protected override Task<Result<Proposal>> DoAsync(int number, string? why, CancellationToken ct) => acting.MarkInnovationAsync(number, why, ct);
}

/// <summary>A merged proposal goes on by itself.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class UnmergeModel(Acting acting, Merging merging, ITexts texts) : ActPage(acting, texts, Act.Unmerge)
{
    protected override Task<Result<Proposal>> DoAsync(int number, string? why, CancellationToken ct) => merging.UnmergeAsync(number, why, ct);
}
