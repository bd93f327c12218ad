using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.Proposals.Pages.Proposals;

[Authorize(Policy = ProposalsModule.Read)]
internal sealed class DecisionModel(Handling handling, ITexts texts) : HandlingPage(handling, texts, DecisionForm.Task)
{
    [BindProperty]
    public DecisionForm Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Reasons =>
        [new(Texts["Proposal.ReasonChoose"], ""), .. Enum.GetNames<RejectionReason>().Select(r => new SelectListItem(Texts[$"Proposal.Reason.{r}"], r))];

    public Task<IActionResult> OnGetAsync(int number, CancellationToken ct) => ShowAsync(number, ct);

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct) =>
        await AfterAsync(number, await Input.DecideAsync(Handling, number, ct), ct);
}

/// <summary>A decision as the page and the API take it.</summary>
internal sealed class DecisionForm
{
    public const string Task = "decision";
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
