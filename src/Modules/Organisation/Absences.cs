using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

/// <summary>As typed: days as a browser sends them, the substitute by user name or whole name.</summary>
internal sealed class AbsenceForm
{
    public string? FirstDay { get; set; }

    public string? LastDay { get; set; }

    public string? Substitute { get; set; }
}

/// <summary>A planned or present absence, as shown.</summary>
internal sealed record AbsenceLine(AbsenceId Id, DateOnly FirstDay, DateOnly LastDay, string Substitute, bool SubstituteLeft);

/// <summary>Absences of one person, as two pages show and change them. The pages save.</summary>
internal sealed class Absences(AppDb db, Staffing staffing, TimeProvider clock)
{
    /// <summary>Those that are not over, first come first.</summary>
    public async Task<IReadOnlyList<AbsenceLine>> OfAsync(PersonId person, CancellationToken ct)
    {
        var today = SwedishTime.Day(clock.GetUtcNow().UtcDateTime);
        return await (
            from a in db.Set<Absence>().AsNoTracking()
            join s in db.Set<Person>() on a.SubstituteId equals s.Id
            where a.PersonId == person && a.LastDay >= today
            orderby a.FirstDay
            select new AbsenceLine(a.Id, a.FirstDay, a.LastDay, s.Name, !s.Active)).Take(Staffing.MostAbsences).ToListAsync(ct);
    }

    public async Task<Result<Done>> PlanAsync(Person person, AbsenceForm form, CancellationToken ct)
    {
        if (Day(form.FirstDay) is not { } first)
        {
            return new Problem("Organisation.DayInvalid", nameof(form.FirstDay));
        }

        if (Day(form.LastDay) is not { } last)
        {
            return new Problem("Organisation.DayInvalid", nameof(form.LastDay));
        }

        var substitute = await db.PersonAsync(form.Substitute, nameof(form.Substitute), ct);
        return substitute.Succeeded ? await staffing.AwayAsync(person, substitute.Value, first, last, ct) : Result<Done>.Refused(substitute.Problems);
    }

    /// <summary>Somebody else's is not there.</summary>
    public async Task<Result<Done>> RemoveAsync(Person person, AbsenceId id, CancellationToken ct)
    {
        if (await db.Set<Absence>().FindAsync([id], ct) is { } absence && absence.PersonId == person.Id)
        {
            db.Remove(absence);
        }

        return Done.Ok;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
