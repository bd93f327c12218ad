using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.Proposals.Form;

/// <summary>
/// Many have neither desk nor account: a manager registers for people of the own unit, an idea coach for those of the own department, the central idea coach for everyone.
/// </summary>
internal sealed class Registration(IOrganisation organisation, NamedPeople people, CurrentUser user)
{
    private const int NameMax = 100;

    public bool IsAllowed => user.Can(ProposalsModule.Register);

    /// <summary>The workplaces that the viewer may register for.</summary>
    public async Task<IReadOnlyList<(DepartmentInfo Department, UnitInfo Unit)>> WorkplacesAsync(CancellationToken ct) => !IsAllowed ? [] :
        [.. (await organisation.DepartmentsAsync(ct)).Where(d => !d.IsClosed).SelectMany(d => d.Units.Select(u => (d, u))).Where(w => !w.u.IsClosed && Covers(w.d.Id, w.u.Id))];

    /// <summary>Null when something was wrong, which is then among the problems.</summary>
    public async Task<ProposalOrigin?> ReadAsync(RegisteredFor given, List<Problem> problems, CancellationToken ct)
    {
        if (!IsAllowed)
        {
            problems.Add(new("Proposal.MayNotRegister", Kind: ProblemKind.Forbidden));
            return null;
        }

        return given.Kind == RegisteredKind.Person ? await PersonAsync(Cleaned.Line(given.Person), problems, ct) : await WorkplaceAsync(given, problems, ct);
    }

    private async Task<ProposalOrigin?> PersonAsync(string written, List<Problem> problems, CancellationToken ct)
    {
        const string Field = nameof(ProposalInput.For) + nameof(RegisteredFor.Person);
        if (written.Length == 0)
        {
            problems.Add(new("Proposal.PersonMissing", Field));
            return null;
        }

        if (await people.ReadAsync([written], Field, 1, problems, ct) is not [var person] || person.Id.Value == user.PersonId)
        {
            return null; // Oneself is nobody else.
        }

        if (!Covers(person.DepartmentId, person.UnitId))
        {
            problems.Add(new("Proposal.NotYoursToRegister", Field) { Arguments = [person.Name] });
            return null;
        }

        var department = (await organisation.DepartmentsAsync(ct)).Single(d => d.Id == person.DepartmentId);
        return Origin(person.Id, person.Name, department, department.Units.FirstOrDefault(u => u.Id == person.UnitId), isWorkplaces: false);
    }

    private async Task<ProposalOrigin?> WorkplaceAsync(RegisteredFor given, List<Problem> problems, CancellationToken ct)
    {
        var before = problems.Count;
        var name = given.Kind == RegisteredKind.Name ? Cleaned.Line(given.Name) : "";
        if (given.Kind == RegisteredKind.Name && name.Length is 0 or > NameMax)
        {
            const string Field = nameof(ProposalInput.For) + nameof(RegisteredFor.Name);
            problems.Add(name.Length == 0 ? new("Proposal.NameMissing", Field) : new("Proposal.TooLong", Field) { Arguments = [NameMax] });
        }

        var workplace = (await WorkplacesAsync(ct)).FirstOrDefault(w => w.Unit.Slug == given.Unit);
        if (workplace.Unit is null)
        {
            problems.Add(new("Proposal.WorkplaceMissing", nameof(ProposalInput.For) + nameof(RegisteredFor.Unit)));
        }

        return problems.Count > before ? null : Origin(null, name, workplace.Department, workplace.Unit, isWorkplaces: given.Kind == RegisteredKind.Workplace);
    }

    private ProposalOrigin Origin(PersonId? author, string name, DepartmentInfo department, UnitInfo? unit, bool isWorkplaces) =>
        new(ProposalSource.Staff, author, name, department.Id, department.Name, unit?.Id, unit?.Name, new(user.PersonId), user.Viewer.Name, isWorkplaces);

    private bool Covers(DepartmentId department, UnitId? unit) =>
        user.Viewer.Has(Roles.CentralIdeaCoach) || user.Viewer.Has(Roles.IdeaCoach, department.Value) || (unit is { } u && user.Viewer.Has(Roles.UnitManager, u.Value));
}
