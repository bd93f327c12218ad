using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Import;

/// <summary>
/// Departments, units and head-counts. A row with a unit is about the unit, without one about the department. Found by address (slug) when it is given, which is how
/// something gets another name, else by name. Nothing is closed or removed. The caller saves.
/// </summary>
internal sealed class PlacesImport(AppDb db, TimeProvider clock)
{
    private readonly List<Department> departments = [];
    private readonly List<Unit> units = [];
    private readonly Dictionary<(DepartmentId, DateOnly), HeadCount> counts = [];

    public async Task<ImportReport> RunAsync(IReadOnlyList<ImportRow<PlaceColumn>> rows, CancellationToken ct)
    {
        await LoadAsync(ct);
        return new([.. rows.Select(row =>
        {
            var read = row.IsTooLong ? new Problem("Organisation.ImportCellsTooMany") : row[PlaceColumn.Unit].Length > 0 ? ReadUnit(row) : ReadDepartment(row);
            return read.Succeeded ? read.Value : ImportedLine.Wrong(row.Line, Or(row[PlaceColumn.Unit], row[PlaceColumn.Department]), read.Problems[0]);
        })]);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        departments.Clear();
        units.Clear();
        counts.Clear();
        departments.AddRange(await db.Set<Department>().ToListAsync(ct));
        units.AddRange(await db.Set<Unit>().ToListAsync(ct));
        foreach (var count in await db.Set<HeadCount>().ToListAsync(ct))
        {
            counts.Add((count.DepartmentId, count.AsOf), count);
        }
    }

    private Result<ImportedLine> ReadDepartment(ImportRow<PlaceColumn> row)
    {
        var counted = Counted(row);
        if (!counted.Succeeded)
        {
            return Result<ImportedLine>.Refused(counted.Problems);
        }

        var (name, authority, slug) = (row[PlaceColumn.Department], row[PlaceColumn.Authority], row[PlaceColumn.Address]);
        var there = departments.Find(d => slug.Length > 0 ? d.Slug == slug : Same(d.Name, name) || d.Slug == name);
        name = there is not null && (name.Length == 0 || name == there.Slug) ? there.Name : name;
        authority = Or(authority, there?.Authority ?? "");
        var tried = Department.Open(there?.Slug ?? Or(slug, Free(name, s => departments.Exists(d => d.Slug == s))), name, authority);
        if (!tried.Succeeded || departments.Exists(d => d != there && Same(d.Name, name)))
        {
            return tried.Succeeded ? new Problem("Organisation.NameTaken") : Result<ImportedLine>.Refused(tried.Problems);
        }

        List<ImportedField> fields = [.. Differing(PlaceColumn.Department, there?.Name, name), .. Differing(PlaceColumn.Authority, there?.Authority, authority)];
        var department = there ?? tried.Value;
        if (there is null)
        {
            departments.Add(department);
            db.Add(department);
        }
        else
        {
            department.Rename(name, authority);
        }

        if (counted.Value is var (employees, day))
        {
            fields.AddRange(Count(department, employees, day));
        }

        return Line(row, there is null, department.Name, fields);
    }

    private IEnumerable<ImportedField> Count(Department department, int employees, DateOnly day)
    {
        if (!counts.TryGetValue((department.Id, day), out var count))
        {
            count = HeadCount.On(department.Id, day);
            counts.Add((department.Id, day), count);
            db.Add(count);
            count.Count(employees, isExample: false);
            return [new(ImportTable.Heading(PlaceColumn.Employees), "", $"{employees} ({day:yyyy-MM-dd})")];
        }

        var (before, example) = (count.Employees, count.IsExample);
        if (before == employees)
        {
            return []; // One that was an example stays so: the file may be our own export.
        }

        count.Count(employees, isExample: false);
        return [new(ImportTable.Heading(PlaceColumn.Employees), $"{before}{(example ? "*" : "")} ({day:yyyy-MM-dd})", $"{employees} ({day:yyyy-MM-dd})")];
    }

    private Result<ImportedLine> ReadUnit(ImportRow<PlaceColumn> row)
    {
        var (name, departmentName, slug) = (row[PlaceColumn.Unit], row[PlaceColumn.Department], row[PlaceColumn.Address]);
        if (row[PlaceColumn.Employees].Length > 0)
        {
            return new Problem("Organisation.ImportEmployeesOfUnit");
        }

        if (departments.Find(d => Same(d.Name, departmentName) || d.Slug == departmentName) is not { } department)
        {
            return new Problem("Organisation.ImportDepartmentUnknown") { Arguments = [ImportTable.Short(departmentName)] };
        }

        var there = units.Find(u => slug.Length > 0 ? u.Slug == slug : u.DepartmentId == department.Id && (Same(u.Name, name) || u.Slug == name));
        name = name == there?.Slug ? there.Name : name;
        var tried = Unit.Open(department.Id, there?.Slug ?? Or(slug, Free(name, s => units.Exists(u => u.Slug == s))), name);
        if (!tried.Succeeded || units.Exists(u => u != there && u.DepartmentId == department.Id && Same(u.Name, name)))
        {
            return tried.Succeeded ? new Problem("Organisation.NameTaken") : Result<ImportedLine>.Refused(tried.Problems);
        }

        var before = departments.Find(d => d.Id == there?.DepartmentId)?.Name;
        List<ImportedField> fields = [.. Differing(PlaceColumn.Unit, there?.Name, name), .. Differing(PlaceColumn.Department, before, department.Name)];
        if (there is null)
        {
            units.Add(tried.Value);
            db.Add(tried.Value);
        }
        else
        {
            there.Place(department.Id, name);
        }

        return Line(row, there is null, name, fields);
    }

    private Result<(int Employees, DateOnly Day)?> Counted(ImportRow<PlaceColumn> row)
    {
        (int, DateOnly)? none = null;
        var (employeesCell, dayCell) = (row[PlaceColumn.Employees], row[PlaceColumn.CountedOn]);
        if (employeesCell.Length == 0)
        {
            return none;
        }

        if (!int.TryParse(employeesCell.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var employees) || employees > HeadCount.Most)
        {
            return new Problem("Organisation.EmployeesInvalid") { Arguments = [HeadCount.Most] };
        }

        if (!DateOnly.TryParseExact(dayCell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day.Year < 1990 || day > SwedishTime.Day(clock.GetUtcNow().UtcDateTime))
        {
            return new Problem("Organisation.CountedOnInvalid");
        }

        (int, DateOnly)? counted = (employees, day);
        return counted;
    }

    private static ImportedLine Line(ImportRow<PlaceColumn> row, bool isNew, string what, IReadOnlyList<ImportedField> fields) =>
        new(row.Line, isNew ? LineOutcome.Added : fields.Count > 0 ? LineOutcome.Changed : LineOutcome.Same, what, fields);

    private static IEnumerable<ImportedField> Differing(PlaceColumn column, string? before, string after) =>
        before == after ? [] : [new(ImportTable.Heading(column), before ?? "", after)];

    private static string Free(string name, Func<string, bool> taken) => OrganisationChanges.FreeSlug(name, taken);

    private static bool Same(string one, string other) => SwedishOrder.Comparer.Equals(one, other);

    private static string Or(string cell, string otherwise) => cell.Length > 0 ? cell : otherwise;
}
