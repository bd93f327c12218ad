using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Import;

/// <summary>People by user name. Nobody and no role is removed; an empty cell leaves the value as it is; who has left is marked by the column for it. The caller saves.</summary>
internal sealed class PeopleImport(AppDb db, IOrganisation organisation, ITexts texts)
{
    private const int AtATime = 500;

    private static readonly string[] Yes = ["ja", "j", "x", "1", "yes", "y", "true"];
    private static readonly string[] No = ["", "nej", "n", "0", "no", "false"];

    private readonly Dictionary<string, Person> people = [];
    private readonly HashSet<(PersonId, string, Guid)> roles = [];
    private readonly HashSet<PersonId> administrators = [];
    private IReadOnlyList<DepartmentInfo> departments = [];

    public async Task<ImportReport> RunAsync(IReadOnlyList<ImportRow<PersonColumn>> rows, CancellationToken ct)
    {
        await LoadAsync(rows, ct);
        var firstLine = new Dictionary<string, int>();
        var lines = new List<ImportedLine>(rows.Count);
        foreach (var row in rows)
        {
            var userName = Person.Normal(row[PersonColumn.UserName]);
            var what = userName.Length > 0 ? userName : row[PersonColumn.Name];
            var read = userName.Length == 0 || firstLine.TryAdd(userName, row.Line) ? Read(row, userName) : new Problem("Organisation.ImportRepeated") { Arguments = [firstLine[userName]] };
            lines.Add(read.Succeeded ? read.Value : ImportedLine.Wrong(row.Line, what, read.Problems[0]));
        }

        // Managers last: they may stand further down in the file.
        for (var i = 0; i < rows.Count; i++)
        {
            if (lines[i].Outcome != LineOutcome.Mistake && rows[i][PersonColumn.Manager] is { Length: > 0 } manager)
            {
                lines[i] = Answer(lines[i], people[Person.Normal(rows[i][PersonColumn.UserName])], manager);
            }
        }

        return new(lines);
    }

    private async Task LoadAsync(IReadOnlyList<ImportRow<PersonColumn>> rows, CancellationToken ct)
    {
        people.Clear();
        roles.Clear();
        departments = await organisation.DepartmentsAsync(ct);
        foreach (var names in rows.SelectMany(r => new[] { r[PersonColumn.UserName], r[PersonColumn.Manager] }).Select(Person.Normal).Distinct().Chunk(AtATime))
        {
            foreach (var person in await db.Set<Person>().Where(p => names.Contains(p.UserName)).ToListAsync(ct))
            {
                people.Add(person.UserName, person);
            }
        }

        foreach (var ids in people.Values.Select(p => p.Id).Chunk(AtATime))
        {
            roles.UnionWith((await db.Set<RoleAssignment>().AsNoTracking().Where(a => ids.Contains(a.PersonId)).ToListAsync(ct)).Select(a => (a.PersonId, a.Role, a.Scope)));
        }

        administrators.Clear();
        administrators.UnionWith(await db.Holding(Roles.Administrator, Guid.Empty, default).Select(p => p.Id).ToListAsync(ct));
    }

    // Everything is tried before anything is changed, so that a bad line leaves no trace.
    private Result<ImportedLine> Read(ImportRow<PersonColumn> row, string userName)
    {
        if (row.IsTooLong)
        {
            return new Problem("Organisation.ImportCellsTooMany");
        }

        var there = people.GetValueOrDefault(userName);
        var place = Place(row, there);
        if (!place.Succeeded)
        {
            return Result<ImportedLine>.Refused(place.Problems);
        }

        var (department, unit) = place.Value;
        var details = new PersonDetails(
            Or(row[PersonColumn.Name], there?.Name) ?? "", Or(row[PersonColumn.Email], there?.Email), Or(row[PersonColumn.Title], there?.Title), department, unit);
        var tried = Person.Add(userName, details);
        if (!tried.Succeeded)
        {
            return Result<ImportedLine>.Refused(tried.Problems);
        }

        var leaves = Leaves(row, there);
        var person = there ?? tried.Value;
        var given = Given(row, person.Id, department, unit);
        if (!leaves.Succeeded || !given.Succeeded)
        {
            return Result<ImportedLine>.Refused(leaves.Succeeded ? given.Problems : leaves.Problems);
        }

        List<ImportedField> fields = [.. Differences(there, details), .. given.Value.Select(a => Field(PersonColumn.Roles, "", texts[$"Organisation.Role.{a.Role}"]))];
        Write(person, details, given.Value, isNew: there is null);
        if (leaves.Value)
        {
            fields.Add(Field(PersonColumn.Left, "", texts["Organisation.ImportYes"]));
            administrators.Remove(person.Id);
            person.Leave();
        }

        var outcome = there is null ? LineOutcome.Added : fields.Count > 0 ? LineOutcome.Changed : LineOutcome.Same;
        return new ImportedLine(row.Line, outcome, person.UserName, fields);
    }

    private void Write(Person person, PersonDetails details, IReadOnlyList<RoleAssignment> given, bool isNew)
    {
        if (isNew)
        {
            people.Add(person.UserName, person);
            db.Add(person);
            db.Add(RoleAssignment.Of(person.Id, Roles.Staff, null, null).Value);
        }
        else
        {
            person.Change(details);
        }

        foreach (var assignment in given)
        {
            roles.Add((assignment.PersonId, assignment.Role, assignment.Scope));
            db.Add(assignment);
        }
    }

    private Result<Workplace> Place(ImportRow<PersonColumn> row, Person? there)
    {
        var (departmentCell, unitCell) = (row[PersonColumn.Department], row[PersonColumn.Unit]);
        var department = departmentCell.Length > 0 ? departments.FirstOrDefault(d => Means(departmentCell, d.Slug, d.Name)) : departments.FirstOrDefault(d => d.Id == there?.DepartmentId);
        if (department is null)
        {
            return departmentCell.Length > 0
                ? new Problem("Organisation.ImportDepartmentUnknown") { Arguments = [ImportTable.Short(departmentCell)] }
                : new Problem("Organisation.ImportDepartmentMissing");
        }

        if (unitCell.Length == 0)
        {
            return new Workplace(department.Id, there is not null && there.DepartmentId == department.Id ? there.UnitId : null);
        }

        var unit = department.Units.FirstOrDefault(u => Means(unitCell, u.Slug, u.Name));
        return unit is null ? new Problem("Organisation.ImportUnitUnknown") { Arguments = [ImportTable.Short(unitCell), department.Name] }
            : unit.IsClosed && there?.UnitId != unit.Id ? new Problem("Organisation.ImportUnitClosed") { Arguments = [unit.Name] }
            : new Workplace(department.Id, unit.Id);
    }

    private Result<bool> Leaves(ImportRow<PersonColumn> row, Person? there)
    {
        var cell = row[PersonColumn.Left].ToLowerInvariant();
        if (!Yes.Contains(cell))
        {
            return No.Contains(cell) ? false : new Problem("Organisation.ImportLeftUnclear") { Arguments = [ImportTable.Short(cell)] };
        }

        if (there is null)
        {
            return new Problem("Organisation.ImportLeftUnknown");
        }

        return there.Active && administrators.Contains(there.Id) && administrators.Count == 1 ? new Problem("Organisation.LastAdministrator") : there.Active;
    }

    /// <summary>Roles that the person does not hold yet.</summary>
    private Result<List<RoleAssignment>> Given(ImportRow<PersonColumn> row, PersonId person, DepartmentId department, UnitId? unit)
    {
        var given = new List<RoleAssignment>();
        foreach (var word in row[PersonColumn.Roles].Split([',', '|', '+', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct())
        {
            if (Roles.All.FirstOrDefault(r => Means(word, r, texts.In("sv")[$"Organisation.Role.{r}"]) || Means(word, r, texts.In("en")[$"Organisation.Role.{r}"])) is not { } role)
            {
                return new Problem("Organisation.RoleUnknown") { Arguments = [ImportTable.Short(word)] };
            }

            var assignment = RoleAssignment.Of(person, role, department, unit);
            if (!assignment.Succeeded)
            {
                return Result<List<RoleAssignment>>.Refused(assignment.Problems);
            }

            if (role != Roles.Staff && !roles.Contains((person, role, assignment.Value.Scope)) && !given.Exists(g => g.Role == role))
            {
                given.Add(assignment.Value);
            }
        }

        return given;
    }

    private ImportedLine Answer(ImportedLine line, Person person, string manager)
    {
        if (!people.TryGetValue(Person.Normal(manager), out var found))
        {
            return line with { Said = new("Organisation.ImportManagerUnknown") { Arguments = [ImportTable.Short(manager)] } };
        }

        if (found.Id == person.ManagerId || found.Id == person.Id)
        {
            return line;
        }

        var before = people.Values.FirstOrDefault(p => p.Id == person.ManagerId)?.UserName ?? "";
        person.AnswerTo(found.Id);
        return line with
        {
            Outcome = line.Outcome == LineOutcome.Same ? LineOutcome.Changed : line.Outcome,
            Fields = [.. line.Fields, Field(PersonColumn.Manager, before, found.UserName)],
        };
    }

    private IEnumerable<ImportedField> Differences(Person? there, PersonDetails now)
    {
        ImportedField[] all =
        [
            Field(PersonColumn.Name, there?.Name, now.Name),
            Field(PersonColumn.Email, there?.Email, now.Email),
            Field(PersonColumn.Title, there?.Title, now.Title),
            Field(PersonColumn.Department, there is null ? null : Places.Name(departments, there.DepartmentId.Value), Places.Name(departments, now.DepartmentId.Value)),
            Field(PersonColumn.Unit, there?.UnitId is { } unit ? Places.Name(departments, unit.Value) : null, now.UnitId is { } next ? Places.Name(departments, next.Value) : null),
        ];
        return all.Where(f => f.Before != f.After);
    }

    private static ImportedField Field(PersonColumn column, string? before, string? after) => new(ImportTable.Heading(column), before ?? "", after ?? "");

    private static string? Or(string cell, string? otherwise) => cell.Length > 0 ? cell : otherwise;

    private sealed record Workplace(DepartmentId Department, UnitId? Unit);

    private static bool Means(string asked, string slug, string name) =>
        string.Equals(asked, slug, StringComparison.OrdinalIgnoreCase) || SwedishOrder.Comparer.Equals(asked, name);
}
