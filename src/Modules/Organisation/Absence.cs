using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

internal readonly record struct AbsenceId(Guid Value) : ITypedId<AbsenceId>
{
    public static AbsenceId From(Guid value) => new(value);
}

/// <summary>Somebody is away from one day to another, both included, and a substitute carries the roles that work waits for. In Stockholm days.</summary>
internal sealed class Absence
{
    public const int MostDays = 400;

    // What people answer for. The others are trust in a person (Administrator, Editor, PanelMember, Leader) and do not pass on by a holiday.
    public static readonly IReadOnlyList<string> Carried = [Roles.UnitManager, Roles.CaseOfficer, Roles.IdeaCoach, Roles.CentralIdeaCoach];

    private Absence()
    {
    }

    public AbsenceId Id { get; private set; }

    public PersonId PersonId { get; private set; }

    public PersonId SubstituteId { get; private set; }

    public DateOnly FirstDay { get; private set; }

    public DateOnly LastDay { get; private set; }

    // When others were told that it had begun; null before.
    public DateTime? BegunUtc { get; private set; }

    public static Result<Absence> Plan(PersonId person, PersonId substitute, DateOnly first, DateOnly last, DateOnly today)
    {
        if (last < first || last < today)
        {
            return new Problem("Organisation.AbsenceOrder", nameof(LastDay));
        }

        if (last.DayNumber - first.DayNumber >= MostDays)
        {
            return new Problem("Organisation.AbsenceTooLong", nameof(LastDay)) { Arguments = [MostDays] };
        }

        return substitute == person
            ? new Problem("Organisation.AbsenceSelf", "Substitute")
            : new Absence { Id = TypedId.New<AbsenceId>(), PersonId = person, SubstituteId = substitute, FirstDay = first, LastDay = last };
    }

    public bool Meets(DateOnly first, DateOnly last) => FirstDay <= last && first <= LastDay;

    public void Begin(DateTime nowUtc) => BegunUtc ??= nowUtc;
}

/// <summary>Who stands in for whom on a day.</summary>
internal static class StandingIn
{
    /// <summary>Absences of that day whose substitute is there: one who has left, or is away too, stands in for nobody, and the work stays with the absent.</summary>
    public static IQueryable<Absence> Standing(this AppDb db, DateOnly day)
    {
        var away = db.Set<Absence>().Where(a => a.FirstDay <= day && day <= a.LastDay);
        return away.Where(a => db.Set<Person>().Any(p => p.Id == a.SubstituteId && p.Active) && db.Set<Person>().Any(p => p.Id == a.PersonId && p.Active)
            && !away.Any(other => other.PersonId == a.SubstituteId));
    }

    /// <summary>Active people who hold the role there, substitutes in the place of those who are away.</summary>
    public static IQueryable<Person> Holding(this AppDb db, string role, Guid scope, DateOnly day)
    {
        var assigned = db.Set<RoleAssignment>().Where(a => a.Role == role && a.Scope == scope);
        var active = db.Set<Person>().Where(p => p.Active);
        if (!Absence.Carried.Contains(role))
        {
            return active.Where(p => assigned.Any(a => a.PersonId == p.Id));
        }

        var standing = db.Standing(day);
        return active.Where(p =>
            (assigned.Any(a => a.PersonId == p.Id) && !standing.Any(s => s.PersonId == p.Id))
            || standing.Any(s => s.SubstituteId == p.Id && assigned.Any(a => a.PersonId == s.PersonId)));
    }
}

internal sealed class AbsenceMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var absence = model.Entity<Absence>().ToTable("organisation_absence");
        absence.HasKey(a => a.Id);
        absence.Property(a => a.Id).ValueGeneratedNever();
        absence.HasIndex(a => a.PersonId);
        absence.HasIndex(a => a.SubstituteId);
    }
}
