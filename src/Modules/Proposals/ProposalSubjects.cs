using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>Proposals as what workflows are about.</summary>
internal sealed partial class ProposalSubjects(AppDb db, IOrganisation organisation) : IWorkflowSubjects
{
    public const string TypeName = "proposal";

    private const string ImplementationDue = "implementation-due";
    private const string Supports = "supports";
    private static readonly ProposalStatus[] Open = [.. Enum.GetValues<ProposalStatus>().Where(ProposalLife.IsOpen)];
    private static readonly SubjectValue[] Known = [.. SubjectValue.Usual, new(ImplementationDue, SubjectValueKind.Day), new(Supports)];

    public string Type => TypeName;

    public IReadOnlyList<SubjectValue> Values => Known;

    // FindAsync looks among the tracked first: at submission the row is not written yet. The engine decides who may act, so the filter does not apply to it.
    public async Task<WorkflowSubject?> FindAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(db, new ProposalId(id), ct) is { } p ? Of(p, await organisation.DepartmentsAsync(ct)) : null;

    public async Task PrepareAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var wanted = ids.Select(i => new ProposalId(i)).ToList();
        await db.Set<Proposal>().IgnoreQueryFilters([AppDb.Visibility]).Where(p => wanted.Contains(p.Id)).LoadAsync(ct);
    }

    public async Task<IReadOnlyDictionary<Guid, SubjectCard>> CardsAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var wanted = ids.Select(i => new ProposalId(i)).ToList();
        var rows = await db.Set<Proposal>().AsNoTracking().Where(p => wanted.Contains(p.Id))
            .Select(p => new { p.Id, p.Number, p.Title, p.Status, p.UnitName, p.DepartmentName, p.AnsweredUtc }).ToListAsync(ct);
        return rows.ToDictionary(
            p => p.Id.Value,
            p => new SubjectCard(p.Id.Value, p.Number, p.Title, PathOf(p.Number), p.Status.Slug(), p.Status.TextKey(), p.UnitName ?? p.DepartmentName) { IsAnswered = p.AnsweredUtc is not null });
    }

    /// <summary>Whoever is given a task on a confidential proposal must see it, and read its working notes: those rows are written anew in the coming save.</summary>
    public async Task TasksChangedAsync(Guid id, CancellationToken ct)
    {
        if (await LoadAsync(db, new(id), ct) is { } proposal && (proposal.IsConfidential || proposal.HasNotes) && db.Entry(proposal).State == EntityState.Unchanged)
        {
            db.Entry(proposal).Property(p => p.AssigneePrincipal).IsModified = true;
        }
    }

    public async Task AssigneeChangedAsync(Guid id, Assignee to, DateTime nowUtc, CancellationToken ct)
    {
        if (await LoadAsync(db, new(id), ct) is { } proposal && proposal.AssigneePrincipal != to.Principal)
        {
            proposal.AssignTo(to, nowUtc); // One that is no longer open keeps who answered for it.
        }
    }

    public AwaitedTask? Awaits(WorkflowSubject subject) => ProposalSlugs.Status(subject.Values["status"]) switch
    {
        ProposalStatus.Submitted or ProposalStatus.Assigned or ProposalStatus.UnderReview or ProposalStatus.MoreInformation => new("decision", ["approved", "rejected"]),
        ProposalStatus.Approved => new("plan", ["started"]),
        ProposalStatus.BeingImplemented => new("implementation", ["implemented"]),
        _ => null,
    };

    public async Task<Guid?> NumberedAsync(int number, CancellationToken ct) =>
        (await db.Set<Proposal>().Numbered(number).Select(p => (ProposalId?)p.Id).FirstOrDefaultAsync(ct))?.Value;

    public async Task<IReadOnlyList<OpenSubject>> OpenAsync(int after, int most, CancellationToken ct) =>
        await db.Set<Proposal>().IgnoreQueryFilters([AppDb.Visibility]).Where(p => p.Number > after && Open.Contains(p.Status)).OrderBy(p => p.Number).Take(most)
            .Select(p => new OpenSubject(p.Id.Value, p.Number)).ToListAsync(ct);

    public async Task<WorkflowSubject?> ExampleAsync(CancellationToken ct)
    {
        var newest = await db.Set<Proposal>().AsNoTracking().Where(p => db.Set<ProposalAccess>().Any(a => a.ProposalId == p.Id && a.Principal == Principal.Everyone))
            .OrderByDescending(p => p.Number).FirstOrDefaultAsync(ct);
        return newest is null ? null : Of(newest, await organisation.DepartmentsAsync(ct));
    }

    public static string PathOf(int number) => $"~/forslag/{number}";

    internal static async Task<Proposal?> LoadAsync(AppDb db, ProposalId id, CancellationToken ct) =>
        db.Set<Proposal>().Local.FindEntry(id)?.Entity
        ?? await db.Set<Proposal>().IgnoreQueryFilters([AppDb.Visibility]).FirstOrDefaultAsync(p => p.Id == id, ct);

    private static WorkflowSubject Of(Proposal p, IReadOnlyList<DepartmentInfo> departments) => new(
        p.Subject,
        p.Title,
        PathOf(p.Number),
        p.AuthorId,
        p.DepartmentId,
        p.UnitId,
        new Dictionary<string, string?>
        {
            ["department"] = departments.FirstOrDefault(d => d.Id == p.DepartmentId)?.Slug,
            ["unit"] = departments.SelectMany(d => d.Units).FirstOrDefault(u => u.Id == p.UnitId)?.Slug,
            ["campaign"] = p.CampaignSlug,
            ["goal"] = p.GoalSlug,
            ["source"] = p.Source.Slug(),
            ["status"] = p.Status.Slug(),
            ["answered"] = p.AnsweredUtc is null ? "false" : "true",
            ["confidential"] = p.IsConfidential ? "true" : "false",
            [Supports] = p.Supports.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [ImplementationDue] = p.ImplementationDueUtc?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        });
}
