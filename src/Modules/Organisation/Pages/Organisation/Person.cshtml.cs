using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Pages.Organisation;

/// <summary>What has just been done to a person.</summary>
internal enum PersonTold
{
    Added,
    Saved,
    RoleGiven,
    RoleTaken,
    Left,
    Returned,
    AwaySaved,
    AwayRemoved,
}

[Authorize(Policy = OrganisationRights.Administer)]
internal sealed class PersonModel(AppDb db, IOrganisation organisation, Staffing staffing, Absences absences, ITexts texts) : PersonFormModel(db, organisation, texts)
{
    // From the address alone: a field of that name in the form means nothing.
    [BindProperty(SupportsGet = true)]
    [FromRoute(Name = "userName")]
    public string UserName { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "klart")]
    public PersonTold? Told { get; set; }

    [BindProperty]
    public AbsenceForm Away { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public PersonInfo Info { get; private set; } = null!;

    public IReadOnlyList<RoleLine> RoleLines { get; private set; } = [];

    public IReadOnlyList<AbsenceLine> Absences { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(refill: true, ct);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => ActAsync(SaveAsync, PersonTold.Saved, nameof(Input), ct);

    public Task<IActionResult> OnPostGrantAsync(string? roll, string? plats, CancellationToken ct) => ActAsync(
        async (person, token) =>
        {
            var place = Places.Find(await Organisation.DepartmentsAsync(token), plats);
            return await staffing.GrantAsync(person, roll ?? "", place?.Department, place?.Unit, token);
        },
        PersonTold.RoleGiven, "", ct);

    public Task<IActionResult> OnPostRevokeAsync(string? roll, Guid omfang, CancellationToken ct) =>
        ActAsync((person, token) => staffing.RevokeAsync(person, roll ?? "", omfang, token), PersonTold.RoleTaken, "", ct);

    public Task<IActionResult> OnPostLeaveAsync(CancellationToken ct) => ActAsync(staffing.LeaveAsync, PersonTold.Left, "", ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => ActAsync(
        (person, _) =>
        {
            person.Return();
            return Task.FromResult(Done.Ok);
        },
        PersonTold.Returned, "", ct);

    public Task<IActionResult> OnPostAwayAsync(CancellationToken ct) => ActAsync((person, token) => absences.PlanAsync(person, Away, token), PersonTold.AwaySaved, nameof(Away), ct);

    public Task<IActionResult> OnPostHomeAsync(Guid franvaro, CancellationToken ct) =>
        ActAsync((person, token) => absences.RemoveAsync(person, new(franvaro), token), PersonTold.AwayRemoved, "", ct);

    private async Task<Result<Done>> SaveAsync(Person person, CancellationToken ct)
    {
        // The version in the form is the one the administrator began from.
        if (person.Version != Input.Version)
        {
            return new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict);
        }

        var read = await ReadAsync(ct);
        if (!read.Succeeded)
        {
            return Result<Done>.Refused(read.Problems);
        }

        var changed = person.Change(read.Value.Details);
        if (changed.Succeeded)
        {
            person.AnswerTo(read.Value.Manager);
        }

        return changed;
    }

    private async Task<IActionResult> ActAsync(Func<Person, CancellationToken, Task<Result<Done>>> act, PersonTold told, string prefix, CancellationToken ct)
    {
        var userName = Person.Normal(UserName);
        var acted = await Db.TransactAsync(
            async token => await Db.Set<Person>().SingleOrDefaultAsync(p => p.UserName == userName, token) is { } person
                ? await act(person, token)
                : new Problem("Organisation.PersonUnknown", Kind: ProblemKind.NotFound),
            ct);
        if (acted.Succeeded)
        {
            return LocalRedirect($"~/admin/personer/{Uri.EscapeDataString(userName)}?klart={told}");
        }

        Told = null;
        ModelState.Add(acted, Texts, prefix.Length > 0 ? prefix : null);
        return await ShowAsync(refill: told != PersonTold.Saved, ct);
    }

    private async Task<IActionResult> ShowAsync(bool refill, CancellationToken ct)
    {
        var userName = Person.Normal(UserName);
        if (await Db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.UserName == userName, ct) is not { } found)
        {
            return NotFound();
        }

        Person = found;
        var known = await Organisation.PeopleAsync(found.ManagerId is { } answersTo ? [found.Id, answersTo] : [found.Id], ct);
        Info = known[found.Id];
        var departments = await Organisation.DepartmentsAsync(ct);
        if (refill)
        {
            Input = new()
            {
                Name = found.Name,
                Email = found.Email,
                Title = found.Title,
                Place = Places.Value(departments, found.DepartmentId, found.UnitId),
                Manager = found.ManagerId is { } manager ? known.GetValueOrDefault(manager)?.UserName : null,
                Version = found.Version,
            };
        }

        var assignments = await Db.Set<RoleAssignment>().AsNoTracking().Where(a => a.PersonId == found.Id).ToListAsync(ct);
        RoleLines = [.. assignments.OrderBy(a => a.Role, StringComparer.Ordinal)
            .Select(a => new RoleLine(a.Role, a.Scope, a.Scope == Guid.Empty ? null : Places.Name(departments, a.Scope) ?? Texts["Organisation.PlaceGone"]))];
        Absences = await absences.OfAsync(found.Id, ct);
        await FillPlacesAsync(ct);
        return Page();
    }
}

internal sealed record RoleLine(string Role, Guid Scope, string? Where);
