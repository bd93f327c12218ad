using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>Proposals that were never handed in: a workflow is tried on them, and nothing of them is ever saved.</summary>
internal sealed partial class ProposalSubjects
{
    private const string Word = "\u2026";
    private const int DaysToImplement = 60;

    public async Task<SubjectRef?> ImagineAsync(SubjectSketch sketch, DateTime nowUtc, CancellationToken ct)
    {
        var departments = (await organisation.DepartmentsAsync(ct)).Where(d => !d.IsClosed).ToList();
        var unit = departments.SelectMany(d => d.Units).FirstOrDefault(u => u.Slug == Said(sketch, "unit"));
        var department = departments.Find(d => unit is null ? d.Slug == Said(sketch, "department") : d.Id == unit.DepartmentId) ?? departments.FirstOrDefault();
        if (department is null)
        {
            return null;
        }

        var author = sketch.Author is { } id ? await organisation.PersonAsync(id, ct) : null;
        var proposal = Proposal.Draft(
            TypedId.New<ProposalId>(),
            new(Word, Word, Word, Word),
            new(ProposalSlugs.Source(Said(sketch, "source")) ?? ProposalSource.Staff, author?.Id, author?.Name ?? Word, department.Id, department.Name, unit?.Id, unit?.Name),
            new(Said(sketch, "campaign"), Said(sketch, "campaign"), Said(sketch, "goal"), Said(sketch, "goal"), Said(sketch, "confidential") == "true" ? Word : null),
            nowUtc);
        db.Add(proposal);

        // No number of the real ones is used up.
        return proposal.Submit(0, nowUtc).Succeeded ? proposal.Subject : null;
    }

    public async Task ImagineAnswerAsync(Guid id, string form, string action, DateTime nowUtc, CancellationToken ct)
    {
        if (db.Set<Proposal>().Local.FirstOrDefault(p => p.Id.Value == id) is not { } proposal)
        {
            return;
        }

        // What the pages do, with no words. Where the proposal does not stand so that it can be done, it stays as it is, and the trial goes on.
        _ = (form, action) switch
        {
            ("secrecy", "lifted") => proposal.LiftSecrecy(Word, Actor.System, nowUtc),
            ("secrecy", _) => proposal.ConfirmSecrecy(Word, Word, Actor.System, nowUtc),
            ("decision", "approved") => proposal.Approve(Word, Actor.System, nowUtc),
            ("decision", _) => proposal.Reject(Word, RejectionReason.Other, Actor.System, nowUtc),
            ("plan", _) when (await organisation.PersonAsync(proposal.AuthorId ?? default, ct)) is { } owner =>
                proposal.StartImplementation(owner.Id, owner.Name, nowUtc.AddDays(DaysToImplement), Actor.System, nowUtc),
            ("implementation", _) => proposal.Implement(Word, null, Actor.System, nowUtc),
            _ => Kernel.Outcome.Done.Ok,
        };
    }

    public async Task<SubjectSketch?> SketchAsync(Guid id, CancellationToken ct)
    {
        var wanted = new ProposalId(id);
        return await db.Set<Proposal>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == wanted, ct) is { } proposal
            ? new(proposal.AuthorId, Of(proposal, await organisation.DepartmentsAsync(ct)).Values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!))
            : null;
    }

    private static string? Said(SubjectSketch sketch, string value) => sketch.Values.GetValueOrDefault(value) is { Length: > 0 } said ? said : null;
}
