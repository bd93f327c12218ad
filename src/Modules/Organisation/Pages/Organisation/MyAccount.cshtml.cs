using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.Organisation.Pages.Organisation;

/// <summary>What has just been done.</summary>
internal enum MyAccountTold
{
    Saved,
    AwaySaved,
    AwayRemoved,
}

/// <summary>What a person sees to alone. Name, workplace and roles are the administrator's: no field here reaches them.</summary>
[Authorize(Policy = OrganisationRights.SignedIn)]
internal sealed class MyAccountModel(AppDb db, IOrganisation organisation, Absences absences, CurrentUser user, ITexts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "klart")]
    public MyAccountTold? Told { get; set; }

    [BindProperty]
    public LanguageForm Input { get; set; } = new();

    [BindProperty]
    public AbsenceForm Away { get; set; } = new();

    public PersonInfo Me { get; private set; } = null!;

    public DepartmentInfo? Department { get; private set; }

    public UnitInfo? Unit { get; private set; }

    public string? Manager { get; private set; }

    public IReadOnlyList<string> Roles { get; private set; } = [];

    public IReadOnlyList<AbsenceLine> Absences { get; private set; } = [];

    /// <summary>True for those whose role work waits for.</summary>
    public bool MayBeReplaced { get; private set; }

    public IReadOnlyList<SelectListItem> LanguageItems => [new(texts["Organisation.Language.sv"], "sv"), new(texts["Organisation.Language.en"], "en")];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public Task<IActionResult> OnPostLanguageAsync(CancellationToken ct) =>
        ActAsync((person, _) => Task.FromResult(person.Read(Input.Language ?? "")), MyAccountTold.Saved, nameof(Input), ct);

    public Task<IActionResult> OnPostAwayAsync(CancellationToken ct) => ActAsync(
        async (person, token) => await MayAsync(token) ? await absences.PlanAsync(person, Away, token) : new Problem("Organisation.AbsenceNoRole", Kind: ProblemKind.Forbidden),
        MyAccountTold.AwaySaved, nameof(Away), ct);

    public Task<IActionResult> OnPostHomeAsync(Guid franvaro, CancellationToken ct) =>
        ActAsync((person, token) => absences.RemoveAsync(person, new(franvaro), token), MyAccountTold.AwayRemoved, "", ct);

    private async Task<IActionResult> ActAsync(Func<Person, CancellationToken, Task<Result<Done>>> act, MyAccountTold told, string prefix, CancellationToken ct)
    {
        var acted = await db.TransactAsync(async token => await act((await db.Set<Person>().FindAsync([new PersonId(user.PersonId)], token))!, token), ct);
        if (acted.Succeeded)
        {
            return LocalRedirect($"~/mitt-konto?klart={told}");
        }

        Told = null;
        ModelState.Add(acted, texts, prefix.Length > 0 ? prefix : null);
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Me = (await organisation.PersonAsync(new PersonId(user.PersonId), ct))!;
        Department = (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == Me.DepartmentId);
        Unit = Department?.Units.FirstOrDefault(u => u.Id == Me.UnitId);
        Manager = Me.ManagerId is { } manager ? (await organisation.PersonAsync(manager, ct))?.Name : null;
        Roles = [.. user.Viewer.Grants.Select(g => g.Role).Distinct().Order(StringComparer.Ordinal)];
        MayBeReplaced = await MayAsync(ct);
        Absences = MayBeReplaced ? await absences.OfAsync(Me.Id, ct) : [];
        Input.Language ??= Me.Language;
        return Page();
    }

    private async Task<bool> MayAsync(CancellationToken ct) =>
        (await organisation.OwnGrantsAsync(new PersonId(user.PersonId), ct)).Any(g => Absence.Carried.Contains(g.Role));
}

internal sealed class LanguageForm
{
    public string? Language { get; set; }
}
