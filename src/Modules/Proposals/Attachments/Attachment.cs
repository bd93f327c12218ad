using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>An attachment.</summary>
internal readonly record struct AttachmentId(Guid Value) : ITypedId<AttachmentId>
{
    public static AttachmentId From(Guid value) => new(value);
}

/// <summary>A file that belongs to a proposal. Its bytes lie in a table of their own, so that no list reads them; in the database, so that every node and backup has them.</summary>
internal sealed class Attachment : IOwnedByProposal
{
    public const int Most = 10;
    public const int NameMax = 120;
    public const int MaxBytes = 10 * 1024 * 1024;

    public required AttachmentId Id { get; init; }

    public required ProposalId ProposalId { get; init; }

    /// <summary>0–9, unique within the proposal: ten uploads at once cannot become eleven files.</summary>
    public required int Slot { get; init; }

    /// <summary>As shown and as suggested for a download. Encode it wherever it is written: a person chose it.</summary>
    public required string Name { get; init; }

    /// <summary>What its content is, whatever its name said.</summary>
    public required FileKind Kind { get; init; }

    public required int Bytes { get; init; }

    public required DateTime AddedUtc { get; init; }
}

/// <summary>The bytes of an <see cref="Attachment"/>.</summary>
internal sealed class AttachmentContent : IOwnedByProposal
{
    public required AttachmentId AttachmentId { get; init; }

    public required ProposalId ProposalId { get; init; }

    public required byte[] Content { get; init; }
}

internal sealed class AttachmentMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var attachment = model.Entity<Attachment>().ToTable("proposals_attachment");
        attachment.HasKey(a => a.Id);
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.Property(a => a.Name).HasMaxLength(Attachment.NameMax);
        attachment.HasIndex(a => new { a.ProposalId, a.Slot }).IsUnique();
        ProposalVisibility.Filter<Attachment>(model, db, a => a.ProposalId);

        var content = model.Entity<AttachmentContent>().ToTable("proposals_attachment_content");
        content.HasKey(c => c.AttachmentId);
        content.Property(c => c.AttachmentId).ValueGeneratedNever();
        ProposalVisibility.Filter<AttachmentContent>(model, db, c => c.ProposalId);
    }
}
