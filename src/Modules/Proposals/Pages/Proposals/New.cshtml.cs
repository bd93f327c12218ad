using System.Globalization;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Attachments;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Proposals.Form;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Pages.Proposals;

[Authorize(Policy = ProposalsModule.Submit)]
internal sealed class NewModel(
    AppDb db, Drafting drafting, Registration registration, IOrganisation organisation, ICampaigns campaigns, CurrentUser user, ITexts texts, TimeProvider clock) : PageModel
{
    // What the buttons of the form say by their value.
    public const string Submit = "lamna";
    public const string SaveDraft = "utkast";
    public const string AddFiles = "bilagor";
    public const string ShowSimilar = "liknande";
    public const string ShowQuestions = "fragor";

    [BindProperty]
    public ProposalForm Input { get; set; } = new();

    /// <summary>The chosen one.</summary>
    public CampaignInfo? Campaign { get; private set; }

    public PersonInfo Me { get; private set; } = null!;

    public string From { get; private set; } = "";

    public IReadOnlyList<Attachment> Attachments { get; private set; } = [];

    public IReadOnlyList<SelectListItem> CampaignItems { get; private set; } = [];

    public IReadOnlyList<SelectListItem> GoalItems { get; private set; } = [];

    /// <summary>Empty for those who may not register for others.</summary>
    public IReadOnlyList<SelectListItem> WorkplaceItems { get; private set; } = [];

    public bool MayRegister => registration.IsAllowed;

    /// <summary>What the draft is compared with; null when nobody asked.</summary>
    public SimilarTo? Similar { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? campaign, Guid? utkast, string? titel, CancellationToken ct)
    {
        if (utkast is { } key)
        {
            if (await drafting.MineAsync(new(key), ct) is not { Status: ProposalStatus.Draft } draft)
            {
                return NotFound();
            }

            await TakeUpAsync(draft, ct);
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
        if (handling is ShowSimilar or ShowQuestions)
        {
            Similar = handling == ShowSimilar ? new(Input.Title ?? "", $"{Input.Problem} {Input.Solution}") : null;
            await FillAsync(ct);
            return Page();
        }

        var saved = await SaveAsync(handling is SaveDraft or AddFiles ? SaveMode.AsDraft : SaveMode.AndSubmit, ct);
        if (!saved.Succeeded)
        {
            ModelState.Add(saved, texts, nameof(Input));
            await FillAsync(ct);
            return Page();
        }

        return saved.Value.Status != ProposalStatus.Draft ? LocalRedirect($"~/forslag/{saved.Value.Number}?tack=true")
            : handling == AddFiles ? LocalRedirect($"~/forslag/utkast/{saved.Value.Id.Value:D}/bilagor")
            : LocalRedirect("~/mina/forslag?sparat=true");
    }

    /// <summary>Saves while one writes: asked for by the script a few seconds after the typing stopped.</summary>
    public async Task<IActionResult> OnPostSparaAsync(CancellationToken ct)
    {
        var saved = await SaveAsync(SaveMode.Quietly, ct);
        if (!saved.Succeeded)
        {
            return new JsonResult(new AutoSaved(false, texts[saved.Problems[0].Text, saved.Problems[0].Arguments], null)) { StatusCode = StatusCodes.Status400BadRequest };
        }

        var at = SwedishTime.Local(clock.GetUtcNow().UtcDateTime).ToString("HH:mm", CultureInfo.InvariantCulture);
        var address = saved.Value.Status == ProposalStatus.Draft ? $"~/forslag/nytt?utkast={saved.Value.Id.Value:D}" : $"~/forslag/{saved.Value.Number}";
        return new JsonResult(new AutoSaved(true, texts["Proposal.New.SavedAt", at], Url.Content(address)));
    }

    /// <summary>The chosen campaign's questions, for the script.</summary>
    public async Task<IActionResult> OnPostFragorAsync(CancellationToken ct)
    {
        Campaign = string.IsNullOrEmpty(Input.Campaign) ? null : await campaigns.FindAsync(Input.Campaign, ct);
        return Partial("_Questions", this);
    }

    private Task<Kernel.Outcome.Result<Proposal>> SaveAsync(SaveMode mode, CancellationToken ct)
    {
        if (Input.Key == Guid.Empty)
        {
            Input.Key = TypedId.New<ProposalId>().Value;
        }

        return drafting.SaveAsync(new(Input.Key), Input.ToInput(), mode, ct);
    }

    private async Task TakeUpAsync(Proposal draft, CancellationToken ct)
    {
        var owned = await Owned.OfAsync(db, draft.Id, ct);
        var me = new PersonId(user.PersonId);
        var people = await organisation.PeopleAsync([me, .. owned.CoAuthors.Select(c => c.PersonId), .. draft.AuthorId is { } author ? [author] : Array.Empty<PersonId>()], ct);
        var unit = (await organisation.DepartmentsAsync(ct)).SelectMany(d => d.Units).FirstOrDefault(u => u.Id == draft.UnitId);
        Input = ProposalForm.Of(draft, owned, me, people, unit?.Slug);
        Attachments = owned.Attachments;
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        Me = await organisation.PersonAsync(new PersonId(user.PersonId), ct) ?? throw new InvalidOperationException("The signed-in person is gone.");
        var department = (await organisation.DepartmentsAsync(ct)).Single(d => d.Id == Me.DepartmentId);
        From = department.Units.FirstOrDefault(u => u.Id == Me.UnitId) is { } unit ? $"{unit.Name}, {department.Name}" : department.Name;

        if (HttpMethods.IsPost(Request.Method))
        {
            var key = new ProposalId(Input.Key);
            Attachments = await db.Set<Attachment>().AsNoTracking().Where(a => a.ProposalId == key).OrderBy(a => a.AddedUtc).ToListAsync(ct);
        }

        var all = await campaigns.AllAsync(ct);
        Campaign = all.FirstOrDefault(c => c.Slug == Input.Campaign);
        CampaignItems =
        [
            new(texts["Proposal.NoCampaign"], ""),
            .. all.Where(c => c.IsOpenAt(nowUtc) || c == Campaign).Select(c => new SelectListItem(c.IsOpenAt(nowUtc) ? c.Title : texts["Proposal.CampaignNotOpen", c.Title], c.Slug)),
        ];
        GoalItems = [new(texts["Proposal.NoGoal"], ""), .. (await organisation.GoalsAsync(ct)).Select(g => new SelectListItem(g.Title, g.Slug))];
        if (MayRegister)
        {
            WorkplaceItems =
            [
                new(texts["Proposal.WorkplaceChoose"], ""),
                .. (await registration.WorkplacesAsync(ct)).Select(w => new SelectListItem($"{w.Unit.Name}, {w.Department.Name}", w.Unit.Slug)),
            ];
        }
    }
}

/// <summary>What the script is told.</summary>
/// <param name="Saved">False when something must be put right first.</param>
/// <param name="Text">To show beside the buttons.</param>
/// <param name="Url">Where the draft is found again.</param>
internal sealed record AutoSaved(bool Saved, string Text, string? Url);
