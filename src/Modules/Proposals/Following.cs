using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>Somebody wants to hear of it.</summary>
internal sealed class Follow : IOwnedByProposal
{
    public required ProposalId ProposalId { get; init; }

    public required PersonId PersonId { get; init; }

    public required DateTime AtUtc { get; init; }
}

internal sealed class FollowMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var follow = model.Entity<Follow>().ToTable("proposals_follow");
        follow.HasKey(f => new { f.ProposalId, f.PersonId });
        ProposalVisibility.Filter<Follow>(model, db, f => f.ProposalId);
    }
}

internal sealed class ProposalAudience(AppDb db, IWorkflows workflows) : IProposalAudience
{
    private const int MostPeople = 10_000;

    public async Task<IReadOnlyList<PersonId>> AuthorsAsync(ProposalId proposal, CancellationToken ct)
    {
        // Whoever registered it hears for an author without an account.
        var authors = await db.Set<Proposal>().Where(p => p.Id == proposal).Select(p => p.AuthorId ?? p.RegisteredById).ToListAsync(ct);
        return [.. authors.OfType<PersonId>().Concat(await CoAuthors.OfAsync(db, proposal, ct)).Distinct()];
    }

    public async Task<IReadOnlyList<PersonId>> FollowersAsync(ProposalId proposal, CancellationToken ct)
    {
        var family = await Family.OfAsync(db, proposal, ct);
        var merged = family.Where(id => id != proposal).ToList();
        var followers = await db.Set<Follow>().Where(f => family.Contains(f.ProposalId)).OrderBy(f => f.AtUtc).Select(f => f.PersonId).Take(MostPeople).ToListAsync(ct);
        var authors = merged.Count == 0
            ? []
            : await db.Set<Proposal>().Where(p => merged.Contains(p.Id) && p.AuthorId != null).Select(p => p.AuthorId).Take(MostPeople).ToListAsync(ct);
        return [.. followers.Concat(authors.OfType<PersonId>()).Distinct().Except(await AuthorsAsync(proposal, ct)).Take(MostPeople)];
    }

    public async Task<IReadOnlyList<string>> HandlersAsync(ProposalId proposal, CancellationToken ct)
    {
        var tasks = await workflows.TasksAsync(new(ProposalSubjects.TypeName, proposal.Value), ct);
        return tasks.Count > 0
            ? [.. tasks.Select(t => t.Assignee.Principal).Distinct()]
            : [.. (await db.Set<Proposal>().Where(p => p.Id == proposal).Select(p => p.AssigneePrincipal).ToListAsync(ct)).OfType<string>()];
    }
}
