using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary><c>unit-manager</c>: who leads the workplace.</summary>
internal sealed class UnitManagerResolver(IOrganisation organisation, ITexts texts) : IAssigneeResolver
{
    public string Key => "unit-manager";

    public string Hit => "Workflow.Why.UnitManager";

    public string Miss => "Workflow.Why.NoUnitManager";

    public async Task<RuleReach?> ReachAsync(string? argument, CancellationToken ct)
    {
        var held = await organisation.HeldAsync(ct);
        var units = (await organisation.DepartmentsAsync(ct)).SelectMany(d => d.Units).Where(u => !u.IsClosed).ToList();
        var without = units.Where(u => !held.Contains(new(Roles.UnitManager, u.Id.Value))).Select(u => u.Name).ToList();
        return new(without.Count == units.Count, without);
    }

    public async Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct) =>
        subject.UnitId is { } unit ? await organisation.HolderAsync(Roles.UnitManager, unit.Value, subject.Author, texts, ct) : null;
}

/// <summary><c>department-officer</c>: who handles the department's cases.</summary>
internal sealed class DepartmentOfficerResolver(IOrganisation organisation, ITexts texts) : IAssigneeResolver
{
    public string Key => "department-officer";

    public string Hit => "Workflow.Why.DepartmentOfficer";

    public string Miss => "Workflow.Why.NoDepartmentOfficer";

    public async Task<RuleReach?> ReachAsync(string? argument, CancellationToken ct) => await organisation.ReachAsync(Roles.CaseOfficer, ct);

    public async Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct) =>
        subject.DepartmentId is { } department ? await organisation.HolderAsync(Roles.CaseOfficer, department.Value, subject.Author, texts, ct) : null;
}

/// <summary><c>department-coach</c>: the department's idea coach.</summary>
internal sealed class DepartmentCoachResolver(IOrganisation organisation, ITexts texts) : IAssigneeResolver
{
    public string Key => "department-coach";

    public string Hit => "Workflow.Why.DepartmentCoach";

    public string Miss => "Workflow.Why.NoDepartmentCoach";

    public async Task<RuleReach?> ReachAsync(string? argument, CancellationToken ct) => await organisation.ReachAsync(Roles.IdeaCoach, ct);

    public async Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct) =>
        subject.DepartmentId is { } department ? await organisation.HolderAsync(Roles.IdeaCoach, department.Value, subject.Author, texts, ct) : null;
}

/// <summary><c>central-coach</c>: the whole municipality's idea coach.</summary>
internal sealed class CentralCoachResolver(IOrganisation organisation, ITexts texts) : IAssigneeResolver
{
    public string Key => "central-coach";

    public string Hit => "Workflow.Why.CentralCoach";

    public string Miss => "Workflow.Why.NoCentralCoach";

    public async Task<RuleReach?> ReachAsync(string? argument, CancellationToken ct) =>
        new(!(await organisation.HeldAsync(ct)).Contains(new(Roles.CentralIdeaCoach)));

    public Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct) =>
        organisation.HolderAsync(Roles.CentralIdeaCoach, null, subject.Author, texts, ct);
}

/// <summary><c>person:userName</c>: one person, while active.</summary>
internal sealed class PersonResolver(IOrganisation organisation) : IAssigneeResolver
{
    public string Key => "person";

    /// <summary>The rule that means that person.</summary>
    public static string Named(string userName) => $"person:{userName}";

    public string? ArgumentSource => ChoiceSources.People;

    public string Hit => "Workflow.Why.Person";

    public string Miss => "Workflow.Why.NoPerson";

    public async Task<RuleReach?> ReachAsync(string? argument, CancellationToken ct) =>
        new(argument is null || await organisation.PersonAsync(argument, ct) is not { Active: true });

    public async Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct) =>
        argument is not null && await organisation.PersonAsync(argument, ct) is { Active: true } person ? Assignees.Person(person) : null;
}

/// <summary><c>role:Role</c>: those who hold a role where the subject belongs, else for the whole municipality.</summary>
internal sealed class RoleResolver(IOrganisation organisation, ITexts texts) : IAssigneeResolver
{
    public string Key => "role";

    public string? ArgumentSource => ChoiceSources.Roles;

    public string Hit => "Workflow.Why.Role";

    public string Miss => "Workflow.Why.NoRole";

    public async Task<RuleReach?> ReachAsync(string? argument, CancellationToken ct)
    {
        var held = await organisation.HeldAsync(ct);
        return argument is not null && held.Contains(new(argument)) ? new(false)
            : argument is null or Roles.UnitManager || !held.Any(g => g.Role == argument) ? new(!held.Any(g => g.Role == argument))
            : await organisation.ReachAsync(argument, ct);
    }

    public async Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct)
    {
        if (argument is null || !Roles.All.Contains(argument))
        {
            return null;
        }

        var own = argument == Roles.UnitManager ? subject.UnitId?.Value : subject.DepartmentId?.Value;
        return (own is { } scope ? await organisation.HolderAsync(argument, scope, subject.Author, texts, ct) : null)
            ?? await organisation.HolderAsync(argument, null, subject.Author, texts, ct);
    }
}
