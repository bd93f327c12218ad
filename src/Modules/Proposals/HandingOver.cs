using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>An open task goes to a named colleague.</summary>
internal sealed class HandingOver(Acting acting, AppDb db, IWorkflows workflows, IOrganisation organisation, IPeopleSearch people, CurrentUser user) : ITaskHandOver
{
    private const int MostFound = 8;
    private const string Implementation = "implementation";

    private static readonly string[] Handling = [Roles.UnitManager, Roles.CaseOfficer, Roles.IdeaCoach, Roles.CentralIdeaCoach];

    public string SubjectType => ProposalSubjects.TypeName;

    /// <summary>The task that is handed over: the viewer's own, else the oldest.</summary>
    public WorkflowTaskInfo? TaskOf(Concern concern) => concern.Tasks.FirstOrDefault(t => t.IsFor(user.Viewer)) ?? (concern.Tasks.Count > 0 ? concern.Tasks[0] : null);

    /// <summary>Colleagues by a part of their name, or by user name.</summary>
    public async Task<IReadOnlyList<PersonInfo>> SearchAsync(Concern concern, string? text, CancellationToken ct) =>
        [.. (await people.FindAsync((text ?? "").Trim(), MostFound, ct)).Where(p => p.Id != concern.Proposal.AuthorId && p.Id.Value != user.PersonId)];

    public async Task<Result<Done>> HandOverAsync(Guid subject, string userName, string why, CancellationToken ct)
    {
        var id = new ProposalId(subject);
        var handed = await HandOverAsync(await db.Set<Proposal>().Where(p => p.Id == id).Select(p => p.Number).SingleOrDefaultAsync(ct), userName, why, ct);
        return handed.Succeeded ? Done.Ok : Result<Done>.Refused(handed.Problems);
    }

    /// <summary>To a person by user name, who must hold a role that handles proposals; carrying one out is anyone's.</summary>
    public Task<Result<Proposal>> HandOverAsync(int number, string? userName, string? why, CancellationToken ct) => acting.DoAsync(number, Act.HandOver, async (found, by, nowUtc, token) =>
    {
        if (TaskOf(found) is not { } task)
        {
            return new Problem("Proposal.TaskGone", Kind: ProblemKind.Conflict);
        }

        var name = (userName ?? "").Trim();
        if (name.Length == 0 || await organisation.PersonAsync(name, token) is not { Active: true } person)
        {
            return new Problem(name.Length == 0 ? "Proposal.HandOver.Missing" : "Proposal.HandOver.Unknown", "To");
        }

        var isImplementation = task.Form == Implementation;
        if (!isImplementation && !(await organisation.GrantsAsync(person.Id, token)).Any(g => Handling.Contains(g.Role)))
        {
            return new Problem("Proposal.HandOver.NoRole", "To") { Arguments = [person.Name] };
        }

        var reason = (why ?? "").Trim();
        var to = new Assignee(person.Id, null, null, person.Name);
        var handed = found.Proposal.HandOver(to, isImplementation, reason, by, nowUtc);
        return handed.Succeeded ? await workflows.ReassignAsync(task.Id, to, reason, user.Viewer, nowUtc, token) : handed;
    }, ct);
}
