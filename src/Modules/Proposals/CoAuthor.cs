using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>Somebody who brought the proposal together with its author. Sees it from the first draft, whoever else may.</summary>
internal sealed class CoAuthor : IOwnedByProposal
{
    public const int Most = 10;

    public required ProposalId ProposalId { get; init; }

    public required PersonId PersonId { get; init; }

    /// <summary>The name of its own time.</summary>
    public required string Name { get; init; }

    public required DateTime AddedUtc { get; init; }
}

internal static class CoAuthors
{
    /// <summary>Those that the person brought: alone, with others, or by registering them for somebody.</summary>
    public static IQueryable<Proposal> BroughtBy(this IQueryable<Proposal> proposals, AppDb db, PersonId person) => proposals.Where(p =>
        p.AuthorId == person || p.RegisteredById == person || db.Set<CoAuthor>().Where(c => c.PersonId == person).Select(c => c.ProposalId).Contains(p.Id));

    /// <summary>
    /// Those of a proposal as they will be after the coming save. Past the filter: who may see a proposal is decided by whom it concerns, not by who happens to change it.
    /// </summary>
    public static async Task<IReadOnlyList<PersonId>> OfAsync(AppDb db, ProposalId proposal, CancellationToken ct)
    {
        var tracked = db.ChangeTracker.Entries<CoAuthor>().Where(e => e.Entity.ProposalId == proposal).ToList();
        var gone = tracked.Where(e => e.State == EntityState.Deleted).Select(e => e.Entity.PersonId).ToHashSet();
        var stored = await db.Set<CoAuthor>().IgnoreQueryFilters([AppDb.Visibility]).AsNoTracking().Where(c => c.ProposalId == proposal).Select(c => c.PersonId).ToListAsync(ct);
        return [.. stored.Concat(tracked.Select(e => e.Entity.PersonId)).Where(p => !gone.Contains(p)).Distinct()];
    }

    /// <summary>Makes these the co-authors. Who may see the proposal is written anew in the coming save.</summary>
    public static async Task SetAsync(AppDb db, Proposal proposal, IReadOnlyList<PersonInfo> people, DateTime nowUtc, CancellationToken ct)
    {
        var rows = await db.Set<CoAuthor>().Where(c => c.ProposalId == proposal.Id).ToListAsync(ct);
        var gone = rows.Where(r => people.All(p => p.Id != r.PersonId)).ToList();
        var added = people.Where(p => rows.All(r => r.PersonId != p.Id)).ToList();
        db.RemoveRange(gone);
        db.AddRange(added.Select(p => new CoAuthor { ProposalId = proposal.Id, PersonId = p.Id, Name = p.Name, AddedUtc = nowUtc }));
        if (gone.Count + added.Count > 0)
        {
            DeriveAgain(db, proposal);
        }
    }

    /// <summary>One of them takes themselves away. False when the person was none.</summary>
    public static async Task<bool> LeaveAsync(AppDb db, Proposal proposal, PersonId person, CancellationToken ct)
    {
        if (await db.Set<CoAuthor>().FirstOrDefaultAsync(c => c.ProposalId == proposal.Id && c.PersonId == person, ct) is not { } row)
        {
            return false;
        }

        db.Remove(row);
        DeriveAgain(db, proposal);
        return true;
    }

    // The access rows follow a changed proposal only.
    private static void DeriveAgain(AppDb db, Proposal proposal)
    {
        if (db.Entry(proposal).State == EntityState.Unchanged)
        {
            db.Entry(proposal).Property(p => p.AuthorName).IsModified = true;
        }
    }
}

internal sealed class CoAuthorMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var author = model.Entity<CoAuthor>().ToTable("proposals_coauthor");
        author.HasKey(c => new { c.ProposalId, c.PersonId });
        author.Property(c => c.Name).HasMaxLength(200);
        author.HasIndex(c => c.PersonId);
        ProposalVisibility.Filter<CoAuthor>(model, db, c => c.ProposalId);
    }
}
