using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.Proposals.Pages.Proposals;

[Authorize(Policy = ProposalsModule.Read)]
internal sealed class DecisionModel(Handling handling, ITexts texts) : HandlingPage(handling, texts, DecisionForm.Task)
{
    [BindProperty]
    public DecisionForm Input { get; set; } = new();

    [BindProperty]
    public string? Question { get; set; }

    public IReadOnlyList<SelectListItem> Reasons =>
        [new(Texts["Proposal.ReasonChoose"], ""), .. Enum.GetNames<RejectionReason>().Select(r => new SelectListItem(Texts[$"Proposal.Reason.{r}"], r))];

    public bool CanStartReview => Proposal.Status is ProposalStatus.Submitted or ProposalStatus.Assigned;

    public bool CanAsk => ProposalLife.Allows(Proposal.Status, ProposalStatus.MoreInformation);

    public Task<IActionResult> OnGetAsync(int number, CancellationToken ct) => ShowAsync(number, ct);

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct) =>
        await AfterAsync(number, await Input.DecideAsync(Handling, number, ct), ct);

    public async Task<IActionResult> OnPostAskAsync(int number, CancellationToken ct) =>
        await AfterAsync(number, await Handling.AskAsync(number, Question, ct), ct, prefix: null);

    public async Task<IActionResult> OnPostReviewAsync(int number, CancellationToken ct) =>
        await AfterAsync(number, await Handling.StartReviewAsync(number, ct), ct);
}

/// <summary>A decision as the page and the API take it.</summary>
internal sealed class DecisionForm
{
    public const string Task = Handling.Decision;
    public const string Approve = "approved";
    public const string Reject = "rejected";

    /// <summary><c>approved</c> or <c>rejected</c>.</summary>
    public string? Outcome { get; set; }

    public string? Motivation { get; set; }

    public RejectionReason? Reason { get; set; }

    public Task<Result<Proposal>> DecideAsync(Handling handling, int number, CancellationToken ct)
    {
        var motivation = (Motivation ?? "").Trim();
        return Outcome switch
        {
            Approve => handling.CompleteAsync(number, Task, Approve, (p, by, now) => p.Approve(motivation, by, now), ct),
            Reject when Reason is { } reason => handling.CompleteAsync(number, Task, Reject, (p, by, now) => p.Reject(motivation, reason, by, now), ct),
            Reject => System.Threading.Tasks.Task.FromResult<Result<Proposal>>(new Problem("Proposal.ReasonMissing", nameof(Reason))),
            _ => System.Threading.Tasks.Task.FromResult<Result<Proposal>>(new Problem("Proposal.OutcomeMissing", nameof(Outcome))),
        };
    }
}
