using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Kernel.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>Who carries it out, and by when.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class PlanModel(Handling handling, ITexts texts, IOrganisation organisation, CurrentUser user, TimeProvider clock) : HandlingPage(handling, texts, "plan")
{
    [BindProperty]
    public PlanForm Input { get; set; } = new();

    public Task<IActionResult> OnGetAsync(int number, CancellationToken ct)
    {
        Input.Due = SwedishTime.Day(clock.GetUtcNow().UtcDateTime).AddMonths(3);
        return ShowAsync(number, ct);
    }

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct)
    {
        if (Input.Due is not { } due || due < SwedishTime.Day(clock.GetUtcNow().UtcDateTime))
        {
            return await AfterAsync(number, new Problem("Proposal.DueMissing", nameof(Input.Due)), ct);
        }

        var name = (Input.Owner ?? "").Trim();
        var owner = name.Length == 0 ? await organisation.PersonAsync(new PersonId(user.PersonId), ct) : await organisation.PersonAsync(name, ct);
        if (owner is not { Active: true })
        {
            return await AfterAsync(number, new Problem("Proposal.OwnerUnknown", nameof(Input.Owner)), ct);
        }

        var dueUtc = SwedishTime.AtClock(due, new(23, 59));
        return await AfterAsync(
            number, await Handling.CompleteAsync(number, "plan", "started", (p, by, now) => p.StartImplementation(owner.Id, owner.Name, dueUtc, by, now), ct), ct);
    }
}

internal sealed class PlanForm
{
    /// <summary>User name of the one who carries it out; empty means oneself.</summary>
    public string? Owner { get; set; }

    public DateOnly? Due { get; set; }
}
