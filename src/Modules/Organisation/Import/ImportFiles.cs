using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Import;

/// <summary>Files to begin from: empty ones with the headings, and the present state, which the import takes back as it is.</summary>
internal static class ImportFiles
{
    private const int MostPeople = 20_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/admin/import").RequireAuthorization(OrganisationRights.Administer).ExcludeFromDescription();
        group.MapGet("/mall/personer.csv", (ITexts texts) => File([Headings<PersonColumn>(texts)], "personer"));
        group.MapGet("/mall/organisation.csv", (ITexts texts) => File([Headings<PlaceColumn>(texts)], "organisation"));
        group.MapGet("/nu/personer.csv", async (AppDb db, IOrganisation organisation, ITexts texts, CancellationToken ct) =>
            File((await PeopleAsync(db, organisation, texts, ct)).Prepend(Headings<PersonColumn>(texts)), "personer"));
        group.MapGet("/nu/organisation.csv", async (IOrganisation organisation, ITexts texts, TimeProvider clock, CancellationToken ct) =>
            File((await PlacesAsync(organisation, Kernel.Time.SwedishTime.Day(clock.GetUtcNow().UtcDateTime), ct)).Prepend(Headings<PlaceColumn>(texts)), "organisation"));
    }

    private static IResult File(IEnumerable<IReadOnlyList<string>> rows, string name) => Results.File(Csv.Of(rows), "text/csv; charset=utf-8", $"{name}.csv");

    private static IReadOnlyList<string> Headings<TColumn>(ITexts texts)
        where TColumn : struct, Enum => [.. Enum.GetValues<TColumn>().Select(c => texts[ImportTable.Heading(c)])];

    private static async Task<IEnumerable<IReadOnlyList<string>>> PeopleAsync(AppDb db, IOrganisation organisation, ITexts texts, CancellationToken ct)
    {
        var departments = await organisation.DepartmentsAsync(ct);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Active).OrderBy(p => p.UserName).Take(MostPeople).ToListAsync(ct);
        var names = people.ToDictionary(p => p.Id, p => p.UserName);
        var roles = (await db.Set<RoleAssignment>().AsNoTracking().Where(a => a.Role != Roles.Staff).ToListAsync(ct)).ToLookup(a => a.PersonId);

        // A role held elsewhere than where the person works cannot be said in a row, and stays as it is when the file comes back.
        return people.Select(p => (IReadOnlyList<string>)[
            p.UserName, p.Name, p.Email ?? "", p.Title ?? "",
            Places.Name(departments, p.DepartmentId.Value) ?? "", p.UnitId is { } unit ? Places.Name(departments, unit.Value) ?? "" : "",
            p.ManagerId is { } manager ? names.GetValueOrDefault(manager, "") : "",
            string.Join(", ", roles[p.Id].Where(a => a.Scope == Guid.Empty || a.Scope == p.DepartmentId.Value || a.Scope == p.UnitId?.Value).Select(a => texts[$"Organisation.Role.{a.Role}"])),
            "",
        ]);
    }

    private static async Task<IEnumerable<IReadOnlyList<string>>> PlacesAsync(IOrganisation organisation, DateOnly today, CancellationToken ct)
    {
        var counts = (await organisation.HeadCountsAsync(today, ct)).ToDictionary(c => c.DepartmentId);
        return (await organisation.DepartmentsAsync(ct)).SelectMany(d => d.Units
            .Select(u => (IReadOnlyList<string>)[d.Name, "", u.Name, "", "", u.Slug])
            .Prepend([
                d.Name, d.Authority, "",
                counts.GetValueOrDefault(d.Id)?.Employees.ToString(CultureInfo.InvariantCulture) ?? "",
                counts.GetValueOrDefault(d.Id)?.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                d.Slug,
            ]));
    }
}
