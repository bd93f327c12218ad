namespace IntranetInnovation.Organisation.Contracts;

/// <summary>Where somebody works, in words.</summary>
public static class Workplaces
{
    /// <summary>The name of the person's unit, else of the department; empty when neither is among <paramref name="departments"/>.</summary>
    public static string Workplace(this IReadOnlyList<DepartmentInfo> departments, PersonInfo person) =>
        departments.FirstOrDefault(d => d.Id == person.DepartmentId) is not { } department ? ""
        : department.Units.FirstOrDefault(u => u.Id == person.UnitId)?.Name ?? department.Name;
}
