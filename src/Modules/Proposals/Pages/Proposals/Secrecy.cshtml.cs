using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>Whether what the author marked as secret is so by law.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class SecrecyModel(Handling handling, ITexts texts) : HandlingPage(handling, texts, SecrecyForm.Task)
{
    [BindProperty]
    public SecrecyForm Input { get; set; } = new();

    public Task<IActionResult> OnGetAsync(int number, CancellationToken ct) => ShowAsync(number, ct);

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct) => await AfterAsync(number, await Input.TryAsync(Handling, number, ct), ct);
}

/// <summary>The outcome as the page and the API take it.</summary>
internal sealed class SecrecyForm
{
    public const string Task = "secrecy";
    public const string Confirm = "confirmed";
    public const string Lift = "lifted";

    /// <summary><c>confirmed</c> or <c>lifted</c>.</summary>
    public string? Outcome { get; set; }

    /// <summary>Such as a chapter and section of the secrecy act; when it is confirmed.</summary>
    public string? Provision { get; set; }

    public string? Why { get; set; }

    public Task<Result<Proposal>> TryAsync(Handling handling, int number, CancellationToken ct)
    {
        var (provision, why) = ((Provision ?? "").Trim(), (Why ?? "").Trim());
        return Outcome switch
        {
            Confirm => handling.CompleteAsync(number, Task, Confirm, (p, by, now) => p.ConfirmSecrecy(provision, why, by, now), ct),
            Lift => handling.CompleteAsync(number, Task, Lift, (p, by, now) => p.LiftSecrecy(why, by, now), ct),
            _ => System.Threading.Tasks.Task.FromResult<Result<Proposal>>(new Problem("Proposal.Secrecy.OutcomeMissing", nameof(Outcome))),
        };
    }
}
