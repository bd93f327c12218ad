using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Pages.Organisation;

[Authorize(Policy = OrganisationRights.Administer)]
internal sealed class PeopleModel(AppDb db, IOrganisation organisation) : PageModel
{
    private const int PageSize = 50;
    private const int MostPages = 1000;

    public string Q { get; private set; } = "";

    public string? Role { get; private set; }

    public bool Left { get; private set; }

    public new int Page { get; private set; }

    public int Total { get; private set; }

    public bool HasMore => Page * PageSize < Total;

    public IReadOnlyList<PersonLine> People { get; private set; } = [];

    public async Task OnGetAsync(string? q, string? roll, string? visa, int sida, CancellationToken ct)
    {
        Q = (q ?? "").Trim() is { Length: > 100 } tooLong ? tooLong[..100] : (q ?? "").Trim();
        (Role, Left, Page) = (Roles.All.Contains(roll) ? roll : null, visa == "slutat", Math.Clamp(sida, 1, MostPages));
        var people = db.Set<Person>().AsNoTracking().Where(p => p.Active == !Left).Named(Q);
        if (Role is not null)
        {
            people = people.Where(p => db.Set<RoleAssignment>().Any(a => a.PersonId == p.Id && a.Role == Role));
        }

        Total = await people.CountAsync(ct);
        var rows = await people.OrderBy(p => p.Name).ThenBy(p => p.UserName).Skip((Page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var ids = rows.ConvertAll(p => p.Id);
        var roles = (await db.Set<RoleAssignment>().AsNoTracking().Where(a => ids.Contains(a.PersonId) && a.Role != Roles.Staff).ToListAsync(ct)).ToLookup(a => a.PersonId, a => a.Role);
        var departments = (await organisation.DepartmentsAsync(ct)).ToDictionary(d => d.Id);
        People = [.. rows.OrderBy(p => p.Name, SwedishOrder.Comparer).Select(p => new PersonLine(
            p.UserName, p.Name, Place(departments.GetValueOrDefault(p.DepartmentId), p.UnitId), [.. roles[p.Id].Distinct().Order(StringComparer.Ordinal)]))];
    }

    /// <summary>The same search at another page.</summary>
    public string Address(int page)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", Q), ("roll", Role ?? ""), ("visa", Left ? "slutat" : "") }.Where(p => p.Item2.Length > 0))
        {
            query.Add(name, value);
        }

        query.Add("sida", page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Url.Content("~/admin/personer") + query.ToQueryString();
    }

    private static string Place(DepartmentInfo? department, UnitId? unit) =>
        department?.Units.FirstOrDefault(u => u.Id == unit) is { } found ? $"{found.Name}, {department.Name}" : department?.Name ?? "";
}

internal sealed record PersonLine(string UserName, string Name, string Place, IReadOnlyList<string> Roles);
