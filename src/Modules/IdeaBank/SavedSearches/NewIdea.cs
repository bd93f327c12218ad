using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IntranetInnovation.IdeaBank.SavedSearches;

/// <summary>A proposal that came into the bank, or in sight of everyone, not long ago.</summary>
internal sealed class NewIdea
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required DateTime SinceUtc { get; init; }
}

/// <summary>Notes what is new, in the very save that makes it so. Comes after <see cref="IdeaIndex"/>: what that has just done to the entry tells whether it is.</summary>
internal sealed class NewIdeas(AppDb db, TimeProvider clock) : IProposalProjection
{
    public Task ProjectAsync(IReadOnlyList<ProjectedProposal> proposals, CancellationToken ct)
    {
        // The past that is being written is not news.
        foreach (var proposal in db.IsSilent ? [] : proposals)
        {
            if (db.Set<IdeaEntry>().Local.FindEntry(proposal.Id) is { } entry && Since(entry, proposal) is { } sinceUtc)
            {
                db.Add(new NewIdea { Id = Guid.CreateVersion7(), Number = proposal.Number, SinceUtc = sinceUtc });
            }
        }

        return Task.CompletedTask;
    }

    private DateTime? Since(EntityEntry<IdeaEntry> entry, ProjectedProposal proposal) => entry.State switch
    {
        EntityState.Added => proposal.SubmittedUtc, // One that had been merged away comes back with its old day.
        EntityState.Modified when entry.Entity.IsCounted && !entry.Property(e => e.IsCounted).OriginalValue => clock.GetUtcNow().UtcDateTime,
        _ => null,
    };
}

internal sealed class NewIdeaMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var idea = model.Entity<NewIdea>().ToTable("ideabank_new");
        idea.HasKey(i => i.Id);
        idea.Property(i => i.Id).ValueGeneratedNever();
        idea.HasIndex(i => new { i.SinceUtc, i.Number });
    }
}
