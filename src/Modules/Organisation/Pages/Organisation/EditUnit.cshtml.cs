using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Pages.Organisation;

[Authorize(Policy = OrganisationRights.Administer)]
internal sealed class EditUnitModel(AppDb db, IOrganisation organisation, ITexts texts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    [FromRoute(Name = "slug")]
    public string Slug { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "klart")]
    public PlaceTold? Told { get; set; }

    [BindProperty]
    public UnitForm Input { get; set; } = new();

    public Unit Unit { get; private set; } = null!;

    public DepartmentInfo Department { get; private set; } = null!;

    public IReadOnlyList<FormerName> Former { get; private set; } = [];

    public IReadOnlyList<SelectListItem> DepartmentItems { get; private set; } = [];

    public int People { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(refill: true, ct);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => ActAsync(
        async (unit, token) =>
        {
            if (unit.Version != Input.Version)
            {
                return new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict);
            }

            return await db.Set<Department>().SingleOrDefaultAsync(d => d.Slug == Input.Department, token) is { } department
                ? await MoveAsync(unit, department.Id, token)
                : new Problem("Organisation.PlaceUnknown", nameof(Input.Department));
        },
        PlaceTold.Saved, ct);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        var closes = !await db.Set<Unit>().AnyAsync(u => u.Slug == Slug && u.ClosedOn != null, ct);
        return await ActAsync(
            (unit, _) =>
            {
                if (closes)
                {
                    unit.Close(SwedishTime.Day(clock.GetUtcNow().UtcDateTime));
                }
                else
                {
                    unit.Reopen();
                }

                return Task.FromResult(Done.Ok);
            },
            closes ? PlaceTold.Closed : PlaceTold.Reopened, ct);
    }

    // Its people move along: they work in the same unit as before.
    private async Task<Result<Done>> MoveAsync(Unit unit, DepartmentId department, CancellationToken ct)
    {
        var placed = unit.Place(department, Input.Name ?? "");
        if (placed.Succeeded)
        {
            foreach (var person in await db.Set<Person>().Where(p => p.UnitId == unit.Id && p.DepartmentId != department).ToListAsync(ct))
            {
                person.Follow(unit);
            }
        }

        return placed;
    }

    private async Task<IActionResult> ActAsync(Func<Unit, CancellationToken, Task<Result<Done>>> act, PlaceTold told, CancellationToken ct)
    {
        var acted = await db.TransactAsync(
            async token => await db.Set<Unit>().SingleOrDefaultAsync(u => u.Slug == Slug, token) is { } unit
                ? await act(unit, token)
                : new Problem("Organisation.PlaceUnknown", Kind: ProblemKind.NotFound),
            ct);
        if (acted.Succeeded)
        {
            return LocalRedirect($"~/admin/organisation/enhet/{Slug}?klart={told}");
        }

        Told = null;
        ModelState.Add(acted, texts, nameof(Input));
        return await ShowAsync(refill: told != PlaceTold.Saved, ct);
    }

    private async Task<IActionResult> ShowAsync(bool refill, CancellationToken ct)
    {
        if (await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Slug == Slug, ct) is not { } found)
        {
            return NotFound();
        }

        Unit = found;
        var departments = await organisation.DepartmentsAsync(ct);
        Department = departments.First(d => d.Id == found.DepartmentId);
        DepartmentItems = [.. departments.Where(d => !d.IsClosed || d.Id == found.DepartmentId).Select(d => new SelectListItem(d.Name, d.Slug))];
        Former = await db.FormerAsync(found.Id.Value, ct);
        People = await db.Set<Person>().CountAsync(p => p.Active && p.UnitId == found.Id, ct);
        if (refill)
        {
            Input = new() { Name = found.Name, Department = Department.Slug, Version = found.Version };
        }

        return Page();
    }
}

internal sealed class UnitForm
{
    public string? Name { get; set; }

    /// <summary>Slug.</summary>
    public string? Department { get; set; }

    public int Version { get; set; }
}
