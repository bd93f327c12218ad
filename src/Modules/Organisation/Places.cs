using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.Organisation;

/// <summary>A department, or a unit of it, as one choice of a form: <c>department</c> or <c>department/unit</c>, by slug.</summary>
internal static class Places
{
    /// <summary>What is open, and <paramref name="now"/> even if it is closed. Each department is a group, itself first.</summary>
    public static IReadOnlyList<SelectListItem> Items(IReadOnlyList<DepartmentInfo> departments, string? now, ITexts texts) =>
    [
        .. departments.Where(d => !d.IsClosed || now?.Split('/')[0] == d.Slug).SelectMany(d =>
        {
            var group = new SelectListGroup { Name = d.Name };
            var units = d.Units.Where(u => !u.IsClosed || now == $"{d.Slug}/{u.Slug}").Select(u => new SelectListItem(u.Name, $"{d.Slug}/{u.Slug}") { Group = group });
            return units.Prepend(new(texts["Organisation.WholeDepartment", d.Name], d.Slug) { Group = group });
        }),
    ];

    public static string? Value(IReadOnlyList<DepartmentInfo> departments, DepartmentId id, UnitId? unit) =>
        departments.FirstOrDefault(d => d.Id == id) is { } department
            ? department.Units.FirstOrDefault(u => u.Id == unit) is { } found ? $"{department.Slug}/{found.Slug}" : department.Slug
            : null;

    /// <summary>What a form sent; null when there is no such place.</summary>
    public static (DepartmentId Department, UnitId? Unit)? Find(IReadOnlyList<DepartmentInfo> departments, string? value)
    {
        var parts = (value ?? "").Split('/');
        if (parts.Length > 2 || departments.FirstOrDefault(d => d.Slug == parts[0]) is not { } department)
        {
            return null;
        }

        return parts.Length == 1
            ? (department.Id, null)
            : department.Units.FirstOrDefault(u => u.Slug == parts[1]) is { } unit ? (department.Id, unit.Id) : null;
    }

    /// <summary>The name of a role's scope; null for the whole municipality and for what is no longer there.</summary>
    public static string? Name(IReadOnlyList<DepartmentInfo> departments, Guid scope) =>
        departments.FirstOrDefault(d => d.Id.Value == scope)?.Name ?? departments.SelectMany(d => d.Units).FirstOrDefault(u => u.Id.Value == scope)?.Name;
}
