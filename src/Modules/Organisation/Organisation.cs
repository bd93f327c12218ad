using System.Linq.Expressions;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

/// <summary>Remembers what it has read until the scope ends or saves something.</summary>
internal sealed class Organisation : IOrganisation
{
    private const int MostHolders = 1000;
    private const int MostAbsences = 1000;

    private static readonly Expression<Func<Person, PersonInfo>> ToInfo = p =>
        new PersonInfo(p.Id, p.UserName, p.Name, p.Email, p.Title, p.DepartmentId, p.UnitId, p.Active) { ManagerId = p.ManagerId, Language = p.Language };

    private readonly AppDb db;
    private readonly TimeProvider clock;
    private readonly Dictionary<PersonId, PersonInfo> people = [];
    private IReadOnlyList<DepartmentInfo>? departments;
    private IReadOnlyList<GoalInfo>? goals;
    private IReadOnlySet<RoleGrant>? held;

    public Organisation(AppDb db, TimeProvider clock)
    {
        (this.db, this.clock) = (db, clock);
        db.SavedChanges += (_, _) =>
        {
            (departments, goals, held) = (null, null, null);
            people.Clear();
        };
    }

    private DateOnly Today => SwedishTime.Day(clock.GetUtcNow().UtcDateTime);

    public async Task<IReadOnlyList<DepartmentInfo>> DepartmentsAsync(CancellationToken ct)
    {
        if (departments is not null)
        {
            return departments;
        }

        var rows = await (
            from d in db.Set<Department>().AsNoTracking()
            join u in db.Set<Unit>() on d.Id equals u.DepartmentId into units
            from u in units.DefaultIfEmpty()
            select new { d.Id, d.Slug, d.Name, d.Authority, d.ClosedOn, Unit = u }).ToListAsync(ct);
        return departments = [.. rows
            .GroupBy(r => new { r.Id, r.Slug, r.Name, r.Authority, IsClosed = r.ClosedOn is not null })
            .OrderBy(g => g.Key.Name, SwedishOrder.Comparer)
            .Select(g => new DepartmentInfo(g.Key.Id, g.Key.Slug, g.Key.Name, g.Key.Authority, Units(g.Select(r => r.Unit), g.Key.IsClosed)) { IsClosed = g.Key.IsClosed })];
    }

    public async Task<IReadOnlyList<GoalInfo>> GoalsAsync(CancellationToken ct)
    {
        if (goals is not null)
        {
            return goals;
        }

        var rows = await new Sql().ReadAsync(
            db, "SELECT id, slug, title, description, kind FROM organisation_goal",
            r => (Kind: Enum.Parse<GoalKind>(r.DbDataReader.GetString(4)), Id: new GoalId(r.DbDataReader.GetGuid(0)), Slug: r.DbDataReader.GetString(1), Title: r.DbDataReader.GetString(2),
                Description: r.DbDataReader.GetString(3)), ct);
        return goals = [.. rows.OrderBy(g => g.Kind).ThenBy(g => g.Title, SwedishOrder.Comparer).Select(g => new GoalInfo(g.Id, g.Slug, g.Title, g.Description, g.Kind.Slug()))];
    }

    public async Task<PersonInfo?> PersonAsync(PersonId id, CancellationToken ct) => (await PeopleAsync([id], ct)).GetValueOrDefault(id);

    public async Task<PersonInfo?> PersonAsync(string userName, CancellationToken ct)
    {
        var normal = Person.Normal(userName);
        return await db.Set<Person>().AsNoTracking().Where(p => p.UserName == normal).Select(ToInfo).SingleOrDefaultAsync(ct) is { } found ? Remember(found) : null;
    }

    public async Task<IReadOnlyDictionary<PersonId, PersonInfo>> PeopleAsync(IReadOnlyCollection<PersonId> ids, CancellationToken ct)
    {
        var missing = ids.Where(id => !people.ContainsKey(id)).Distinct().ToList();
        if (missing.Count > 0)
        {
            await foreach (var person in db.Set<Person>().AsNoTracking().Where(p => missing.Contains(p.Id)).Select(ToInfo).AsAsyncEnumerable().WithCancellation(ct))
            {
                Remember(person);
            }
        }

        return ids.Distinct().Where(people.ContainsKey).ToDictionary(id => id, id => people[id]);
    }

    public async Task<IReadOnlyList<PersonInfo>> PeopleNamedAsync(IReadOnlyCollection<string> userNames, CancellationToken ct)
    {
        var normal = userNames.Select(Person.Normal).Distinct().ToList();
        var found = await db.Set<Person>().AsNoTracking().Where(p => normal.Contains(p.UserName)).Select(ToInfo).ToListAsync(ct);
        return [.. found.Select(Remember).OrderBy(p => p.Name, SwedishOrder.Comparer)];
    }

    public async Task<IReadOnlyList<PersonInfo>> HoldersAsync(string role, Guid? scope, CancellationToken ct)
    {
        var found = await db.Holding(role, scope ?? Guid.Empty, Today).AsNoTracking().OrderBy(p => p.Name).Take(MostHolders).Select(ToInfo).ToListAsync(ct);
        return [.. found.Select(Remember).OrderBy(p => p.Name, SwedishOrder.Comparer)];
    }

    public async Task<IReadOnlyList<RoleGrant>> GrantsAsync(PersonId id, CancellationToken ct)
    {
        var standing = db.Standing(Today).Where(s => s.SubstituteId == id);
        return await GrantsAsync(a => a.PersonId == id || (Absence.Carried.Contains(a.Role) && standing.Any(s => s.PersonId == a.PersonId)), ct);
    }

    public Task<IReadOnlyList<RoleGrant>> OwnGrantsAsync(PersonId id, CancellationToken ct) => GrantsAsync(a => a.PersonId == id, ct);

    public async Task<IReadOnlySet<RoleGrant>> HeldAsync(CancellationToken ct)
    {
        if (held is not null)
        {
            return held;
        }

        var rows = await (
            from a in db.Set<RoleAssignment>()
            join p in db.Set<Person>() on a.PersonId equals p.Id
            where p.Active
            select a).AsNoTracking().ToListAsync(ct);
        return held = rows.Select(a => a.Grant).ToHashSet();
    }

    public async Task<IReadOnlyList<AbsenceInfo>> AbsencesAsync(DateOnly day, CancellationToken ct) =>
        await db.Set<Absence>().AsNoTracking().Where(a => a.FirstDay <= day && day <= a.LastDay).OrderBy(a => a.LastDay).Take(MostAbsences)
            .Select(a => new AbsenceInfo(a.PersonId, a.SubstituteId, a.FirstDay, a.LastDay)).ToListAsync(ct);

    public async Task<IReadOnlyList<HeadCountInfo>> HeadCountsAsync(DateOnly day, CancellationToken ct)
    {
        var rows = await db.Set<HeadCount>().AsNoTracking().Where(c => c.AsOf <= day).ToListAsync(ct);
        return [.. rows.GroupBy(c => c.DepartmentId).Select(g => g.MaxBy(c => c.AsOf)!).Select(c => new HeadCountInfo(c.DepartmentId, c.AsOf, c.Employees, c.IsExample))];
    }

    public async Task<IReadOnlyList<IndicatorGoalInfo>> IndicatorGoalsAsync(int year, CancellationToken ct) =>
        await db.Set<IndicatorGoal>().AsNoTracking().Where(g => g.Year == year).OrderBy(g => g.Indicator)
            .Select(g => new IndicatorGoalInfo(g.Year, g.Indicator, g.Target)).ToListAsync(ct);

    private static List<UnitInfo> Units(IEnumerable<Unit?> units, bool allClosed) =>
        [.. units.OfType<Unit>().OrderBy(u => u.Name, SwedishOrder.Comparer)
            .Select(u => new UnitInfo(u.Id, u.DepartmentId, u.Slug, u.Name) { IsClosed = allClosed || u.ClosedOn is not null })];

    private async Task<IReadOnlyList<RoleGrant>> GrantsAsync(Expression<Func<RoleAssignment, bool>> which, CancellationToken ct)
    {
        var rows = await db.Set<RoleAssignment>().AsNoTracking().Where(which).OrderBy(a => a.Role).ThenBy(a => a.Scope).ToListAsync(ct);
        return [.. rows.Select(a => a.Grant).Distinct()];
    }

    private PersonInfo Remember(PersonInfo person) => people[person.Id] = person;
}
