using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>Departments that are open.</summary>
internal sealed class DepartmentChoices(IOrganisation organisation) : IWorkflowChoices
{
    public string Source => ChoiceSources.Departments;

    public async Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) =>
        [.. (await organisation.DepartmentsAsync(ct)).Where(d => !d.IsClosed).Select(d => new Choice(d.Slug, d.Name))];

    public async Task<string?> WordAsync(string value, CancellationToken ct) => (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Slug == value)?.Name;
}

/// <summary>Units that are open, each with its department.</summary>
internal sealed class UnitChoices(IOrganisation organisation) : IWorkflowChoices
{
    public string Source => ChoiceSources.Units;

    public async Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) =>
        [.. (await organisation.DepartmentsAsync(ct)).SelectMany(d => d.Units.Where(u => !u.IsClosed).Select(u => new Choice(u.Slug, $"{d.Name}: {u.Name}")))];

    public async Task<string?> WordAsync(string value, CancellationToken ct) => (await organisation.DepartmentsAsync(ct)).SelectMany(d => d.Units).FirstOrDefault(u => u.Slug == value)?.Name;
}

internal sealed class GoalChoices(IOrganisation organisation) : IWorkflowChoices
{
    public string Source => ChoiceSources.Goals;

    public async Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) =>
        [.. (await organisation.GoalsAsync(ct)).Select(g => new Choice(g.Slug, g.Title))];
}

internal sealed class RoleChoices(ITexts texts) : IWorkflowChoices
{
    public string Source => ChoiceSources.Roles;

    public Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Choice>>([.. Kernel.Security.Roles.All.Select(r => new Choice(r, texts[$"Workflow.Role.{r}"]))]);
}

internal sealed class TaskFormChoices(IEnumerable<TaskForm> forms, ITexts texts) : IWorkflowChoices
{
    public string Source => ChoiceSources.TaskForms;

    public Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Choice>>([.. forms.Select(f => new Choice(f.Name, texts.Form(f.Name)))]);
}

internal sealed class WorkflowTypeChoices(AppDb db) : IWorkflowChoices
{
    private const int Most = 1000;

    public string Source => ChoiceSources.WorkflowTypes;

    public async Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) =>
        await db.Set<WorkflowType>().OrderBy(t => t.Name).Take(Most).Select(t => new Choice(t.Key, t.Name)).ToListAsync(ct);
}

/// <summary>Values that hold a day, of every kind of subject.</summary>
internal sealed class DayValueChoices(IEnumerable<IWorkflowSubjects> subjects, ITexts texts) : IWorkflowChoices
{
    public string Source => ChoiceSources.DayValues;

    public Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Choice>>(
        [.. subjects.SelectMany(s => s.Values).Where(v => v.Kind == SubjectValueKind.Day).DistinctBy(v => v.Name).Select(v => new Choice(v.Name, texts.Value(v.Name)))]);
}
