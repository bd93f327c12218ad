using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.Proposals.Pages.Proposals;

[Authorize(Policy = ProposalsModule.Submit)]
internal sealed class NewModel(Drafting drafting, IOrganisation organisation, ICampaigns campaigns, CurrentUser user, ITexts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public ProposalForm Input { get; set; } = new();

    public CampaignInfo? Campaign { get; private set; }

    public PersonInfo Me { get; private set; } = null!;

    public string From { get; private set; } = "";

    public bool IsDraft { get; private set; }

    public IReadOnlyList<SelectListItem> CampaignItems { get; private set; } = [];

    public IReadOnlyList<SelectListItem> GoalItems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? campaign, Guid? utkast, string? titel, CancellationToken ct)
    {
        if (utkast is { } key)
        {
            if (await drafting.MineAsync(new(key), ct) is not { Status: ProposalStatus.Draft } draft)
            {
                return NotFound();
            }

            IsDraft = true;
            Input = ProposalForm.Of(draft);
        }
        else
        {
            Input.Key = TypedId.New<ProposalId>().Value;
            Input.Campaign = campaign;
            Input.Title = titel is { Length: > ProposalText.TitleMax } ? titel[..ProposalText.TitleMax] : titel;
        }

        if (campaign is not null && await campaigns.FindAsync(campaign, ct) is var found)
        {
            if (found is null)
            {
                return NotFound();
            }

            if (!found.IsOpenAt(clock.GetUtcNow().UtcDateTime))
            {
                return LocalRedirect($"~/kampanjer/{found.Slug}"); // Its page says that it is closed, and what became of it.
            }
        }

        await FillAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? handling, CancellationToken ct)
    {
        var submit = handling != "utkast";
        var saved = await drafting.SaveAsync(new(Input.Key), Input.ToInput(), submit, ct);
        if (!saved.Succeeded)
        {
            ModelState.Add(saved, texts, nameof(Input));
            await FillAsync(ct);
            return Page();
        }

        return saved.Value.Status == ProposalStatus.Draft
            ? LocalRedirect("~/mina/forslag?sparat=true")
            : LocalRedirect($"~/forslag/{saved.Value.Number}?tack=true");
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        Me = await organisation.PersonAsync(new PersonId(user.PersonId), ct) ?? throw new InvalidOperationException("The signed-in person is gone.");
        var department = (await organisation.DepartmentsAsync(ct)).Single(d => d.Id == Me.DepartmentId);
        From = department.Units.FirstOrDefault(u => u.Id == Me.UnitId) is { } unit ? $"{unit.Name}, {department.Name}" : department.Name;

        var open = (await campaigns.AllAsync(ct)).Where(c => c.IsOpenAt(nowUtc)).ToList();
        Campaign = open.FirstOrDefault(c => c.Slug == Input.Campaign);
        CampaignItems = [new(texts["Proposal.NoCampaign"], ""), .. open.Select(c => new SelectListItem(c.Title, c.Slug))];
        GoalItems = [new(texts["Proposal.NoGoal"], ""), .. (await organisation.GoalsAsync(ct)).Select(g => new SelectListItem(g.Title, g.Slug))];
    }
}

internal sealed class ProposalForm
{
    /// <summary>Made when the form is shown: two clicks on one form are one proposal.</summary>
    public Guid Key { get; set; }

    public string? Title { get; set; }

    public string? Problem { get; set; }

    public string? Solution { get; set; }

    public string? Benefit { get; set; }

    public string? Campaign { get; set; }

    public string? Goal { get; set; }

    public bool Confidential { get; set; }

    public string? ConfidentialReason { get; set; }

    public static ProposalForm Of(Proposal draft) => new()
    {
        Key = draft.Id.Value,
        Title = draft.Title,
        Problem = draft.Problem,
        Solution = draft.Solution,
        Benefit = draft.Benefit,
        Campaign = draft.CampaignSlug,
        Goal = draft.GoalSlug,
        Confidential = draft.IsConfidential,
        ConfidentialReason = draft.ConfidentialReason,
    };

    public ProposalInput ToInput() => new(Title, Problem, Solution, Benefit, Campaign, Goal, Confidential, ConfidentialReason);
}
