using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Pages.Organisation;

[Authorize(Policy = OrganisationRights.Administer)]
internal sealed class DepartmentModel(AppDb db, IOrganisation organisation, IOrganisationChanges changes, ITexts texts, TimeProvider clock) : PageModel
{
    private const int MostCounts = 50;

    [BindProperty(SupportsGet = true)]
    [FromRoute(Name = "slug")]
    public string Slug { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "klart")]
    public PlaceTold? Told { get; set; }

    [BindProperty]
    public DepartmentForm Input { get; set; } = new();

    [BindProperty]
    public HeadCountForm Count { get; set; } = new();

    [BindProperty]
    public string? UnitName { get; set; }

    public Department Department { get; private set; } = null!;

    public IReadOnlyList<UnitInfo> Units { get; private set; } = [];

    public IReadOnlyList<HeadCount> Counts { get; private set; } = [];

    public IReadOnlyList<FormerName> Former { get; private set; } = [];

    /// <summary>How many active people work in it.</summary>
    public int People { get; private set; }

    private DateOnly Today => SwedishTime.Day(clock.GetUtcNow().UtcDateTime);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(refill: true, ct);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => ActAsync(
        (department, _) => Task.FromResult(department.Version == Input.Version
            ? department.Rename(Input.Name ?? "", Input.Authority ?? "")
            : new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict)),
        PlaceTold.Saved, nameof(Input), ct);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        var closes = !await db.Set<Department>().AnyAsync(d => d.Slug == Slug && d.ClosedOn != null, ct);
        return await ActAsync(
            (department, _) =>
            {
                if (closes)
                {
                    department.Close(Today);
                }
                else
                {
                    department.Reopen();
                }

                return Task.FromResult(Done.Ok);
            },
            closes ? PlaceTold.Closed : PlaceTold.Reopened, "", ct);
    }

    public Task<IActionResult> OnPostCountAsync(CancellationToken ct) => ActAsync(CountAsync, PlaceTold.Counted, nameof(Count), ct);

    public Task<IActionResult> OnPostUnitAsync(CancellationToken ct) => ActAsync(
        async (department, token) =>
        {
            var name = (UnitName ?? "").Trim();
            if (await db.Set<Unit>().AnyAsync(u => u.DepartmentId == department.Id && u.Name == name, token))
            {
                return new Problem("Organisation.NameTaken", nameof(UnitName), ProblemKind.Conflict);
            }

            var added = await changes.UnitAsync(department.Id, name, token);
            return added.Succeeded ? Done.Ok : new Problem(added.Problems[0].Text, nameof(UnitName)) { Arguments = added.Problems[0].Arguments };
        },
        PlaceTold.UnitAdded, "", ct);

    private async Task<Result<Done>> CountAsync(Department department, CancellationToken ct)
    {
        if (!int.TryParse(Count.Employees, NumberStyles.None, CultureInfo.InvariantCulture, out var employees) || employees > HeadCount.Most)
        {
            return new Problem("Organisation.EmployeesInvalid", nameof(Count.Employees)) { Arguments = [HeadCount.Most] };
        }

        if (!DateOnly.TryParseExact(Count.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year < 1990 || day > Today)
        {
            return new Problem("Organisation.CountedOnInvalid", nameof(Count.AsOf));
        }

        if (await db.Set<HeadCount>().FindAsync([department.Id, day], ct) is not { } count)
        {
            count = HeadCount.On(department.Id, day);
            db.Add(count);
        }

        count.Count(employees, isExample: false);
        return Done.Ok;
    }

    private async Task<IActionResult> ActAsync(Func<Department, CancellationToken, Task<Result<Done>>> act, PlaceTold told, string prefix, CancellationToken ct)
    {
        var acted = await db.TransactAsync(
            async token => await db.Set<Department>().SingleOrDefaultAsync(d => d.Slug == Slug, token) is { } department
                ? await act(department, token)
                : new Problem("Organisation.PlaceUnknown", Kind: ProblemKind.NotFound),
            ct);
        if (acted.Succeeded)
        {
            return LocalRedirect($"~/admin/organisation/forvaltning/{Slug}?klart={told}");
        }

        Told = null;
        ModelState.Add(acted, texts, prefix.Length > 0 ? prefix : null);
        return await ShowAsync(refill: told != PlaceTold.Saved, ct);
    }

    private async Task<IActionResult> ShowAsync(bool refill, CancellationToken ct)
    {
        if (await db.Set<Department>().AsNoTracking().SingleOrDefaultAsync(d => d.Slug == Slug, ct) is not { } found)
        {
            return NotFound();
        }

        (Department, var place) = (found, found.Id.Value);
        Units = (await organisation.DepartmentsAsync(ct)).First(d => d.Id == found.Id).Units;
        Counts = await db.Set<HeadCount>().AsNoTracking().Where(c => c.DepartmentId == found.Id).OrderByDescending(c => c.AsOf).Take(MostCounts).ToListAsync(ct);
        Former = await db.FormerAsync(place, ct);
        People = await db.Set<Person>().CountAsync(p => p.Active && p.DepartmentId == found.Id, ct);
        if (refill)
        {
            Input = new() { Name = found.Name, Authority = found.Authority, Version = found.Version };
        }

        return Page();
    }
}

internal sealed class HeadCountForm
{
    public string? Employees { get; set; }

    public string? AsOf { get; set; }
}
