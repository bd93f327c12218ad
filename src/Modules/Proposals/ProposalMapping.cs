using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

internal sealed class ProposalMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var proposal = model.Entity<Proposal>().ToTable("proposals_proposal");
        proposal.HasKey(p => p.Id);
        proposal.Property(p => p.Id).ValueGeneratedNever();
        proposal.Ignore(p => p.Subject);
        proposal.Ignore(p => p.Origin);
        proposal.Property(p => p.Title).HasMaxLength(ProposalText.TitleMax);
        proposal.Property(p => p.AuthorName).HasMaxLength(200);
        proposal.Property(p => p.RegisteredByName).HasMaxLength(200);
        proposal.Property(p => p.DepartmentName).HasMaxLength(200);
        proposal.Property(p => p.UnitName).HasMaxLength(200);
        proposal.Property(p => p.CampaignSlug).HasMaxLength(80);
        proposal.Property(p => p.CampaignTitle).HasMaxLength(200);
        proposal.Property(p => p.GoalSlug).HasMaxLength(80);
        proposal.Property(p => p.GoalTitle).HasMaxLength(200);
        proposal.Property(p => p.ConfidentialReason).HasMaxLength(ProposalFrame.ReasonMax);
        proposal.Property(p => p.SecrecyProvision).HasMaxLength(Proposal.ProvisionMax);
        proposal.Property(p => p.AssigneePrincipal).HasMaxLength(100);
        proposal.Property(p => p.AssigneeName).HasMaxLength(200);
        proposal.Property(p => p.OwnerName).HasMaxLength(200);
        proposal.Property(p => p.ImportKey).HasMaxLength(100);
        proposal.HasIndex(p => p.Number).IsUnique().HasFilter("number > 0"); // Drafts have no number yet.
        proposal.HasIndex(p => p.ImportKey).IsUnique();
        proposal.HasIndex(p => new { p.AuthorId, p.CreatedUtc });
        proposal.HasIndex(p => p.RegisteredById);
        proposal.HasIndex(p => new { p.CampaignSlug, p.SubmittedUtc });
        proposal.HasIndex(p => new { p.UnitId, p.SubmittedUtc });
        proposal.HasIndex(p => p.SubmittedUtc);
        proposal.HasIndex(p => p.MergedIntoId);
        proposal.HasIndex(p => p.ImplementedUtc);
        proposal.HasMany(p => p.Timeline).WithOne().HasForeignKey(e => e.ProposalId);
        ProposalVisibility.Filter<Proposal>(model, db, p => p.Id);

        var entry = model.Entity<TimelineEntry>().ToTable("proposals_timeline");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.ByName).HasMaxLength(200);
        entry.Property(e => e.Detail).HasMaxLength(200);
        entry.HasIndex(e => new { e.ProposalId, e.AtUtc });
        ProposalVisibility.Filter<TimelineEntry>(model, db, e => e.ProposalId);

        var support = model.Entity<Support>().ToTable("proposals_support");
        support.HasKey(s => new { s.ProposalId, s.PersonId });
        ProposalVisibility.Filter<Support>(model, db, s => s.ProposalId);

        var access = model.Entity<ProposalAccess>().ToTable("proposals_access");
        access.HasKey(a => new { a.ProposalId, a.Principal });
        access.Property(a => a.Principal).HasMaxLength(100);
        access.HasIndex(a => new { a.Principal, a.ProposalId });
    }
}
