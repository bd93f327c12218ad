using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>What somebody says about a proposal. Removed or hidden, the row stays (public records are not erased); a hidden one is read only by those who may show it again.</summary>
internal sealed class Comment : IOwnedByProposal, IVersioned
{
    public const int TextMax = 4_000;
    public const int ReasonMax = 500;

    private Comment()
    {
    }

    public Guid Id { get; private init; }

    public ProposalId ProposalId { get; private init; }

    public PersonId AuthorId { get; private init; }

    public string AuthorName { get; private init; } = "";

    public string Text { get; private set; } = "";

    public DateTime AtUtc { get; private init; }

    /// <summary>The answer of whoever handles the proposal, marked as such.</summary>
    public bool IsOfficial { get; private init; }

    public DateTime? EditedUtc { get; private set; }

    /// <summary>Taken away by its author.</summary>
    public DateTime? RemovedUtc { get; private set; }

    /// <summary>Hidden by the central idea coach.</summary>
    public DateTime? HiddenUtc { get; private set; }

    public string? HiddenByName { get; private set; }

    public string? HiddenReason { get; private set; }

    public int Version { get; private set; }

    public bool IsShown => RemovedUtc is null && HiddenUtc is null;

    public static Result<Comment> Write(ProposalId proposal, PersonId author, string authorName, string? text, DateTime nowUtc, bool isOfficial = false)
    {
        var written = (text ?? "").Trim();
        return Wrong(written) is { } problem
            ? problem
            : new Comment
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), ProposalId = proposal, AuthorId = author, AuthorName = authorName, Text = written, AtUtc = nowUtc,
                IsOfficial = isOfficial,
            };
    }

    public Result<Done> Edit(string? text, DateTime nowUtc)
    {
        var written = (text ?? "").Trim();
        if (!IsShown)
        {
            return new Problem("Proposal.Comment.Gone", Kind: ProblemKind.Conflict);
        }

        if (Wrong(written) is { } problem)
        {
            return problem;
        }

        if (written != Text)
        {
            (Text, EditedUtc) = (written, nowUtc);
        }

        return Done.Ok;
    }

    /// <summary>A second time changes nothing.</summary>
    public Result<Done> Remove(DateTime nowUtc)
    {
        RemovedUtc ??= nowUtc;
        return Done.Ok;
    }

    public Result<Done> Hide(string? reason, string byName, DateTime nowUtc)
    {
        var said = (reason ?? "").Trim();
        if (!IsShown)
        {
            return new Problem("Proposal.Comment.Gone", Kind: ProblemKind.Conflict);
        }

        if (said.Length is 0 or > ReasonMax)
        {
            return said.Length == 0 ? new Problem("Proposal.WhyMissing", "Why") : new Problem("Proposal.TooLong", "Why") { Arguments = [ReasonMax] };
        }

        (HiddenUtc, HiddenByName, HiddenReason) = (nowUtc, byName, said);
        return Done.Ok;
    }

    /// <summary>Hidden by mistake, or no longer for a reason: it is shown as it was written. What its author has removed stays removed.</summary>
    public Result<Done> ShowAgain()
    {
        if (HiddenUtc is null || RemovedUtc is not null)
        {
            return new Problem("Proposal.Comment.NotHidden", Kind: ProblemKind.Conflict);
        }

        (HiddenUtc, HiddenByName, HiddenReason) = (null, null, null);
        return Done.Ok;
    }

    private static Problem? Wrong(string text) => text.Length == 0
        ? new("Proposal.CommentMissing", "Text")
        : text.Length > TextMax ? new("Proposal.TooLong", "Text") { Arguments = [TextMax] } : null;
}

internal sealed class Support : IOwnedByProposal
{
    public required ProposalId ProposalId { get; init; }

    public required PersonId PersonId { get; init; }

    public required DateTime AtUtc { get; init; }
}

internal sealed class CommentMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var comment = model.Entity<Comment>().ToTable("proposals_comment");
        comment.HasKey(c => c.Id);
        comment.Property(c => c.Id).ValueGeneratedNever();
        comment.Property(c => c.AuthorName).HasMaxLength(200);
        comment.Property(c => c.Text).HasMaxLength(Comment.TextMax);
        comment.Property(c => c.HiddenByName).HasMaxLength(200);
        comment.Property(c => c.HiddenReason).HasMaxLength(Comment.ReasonMax);
        comment.Ignore(c => c.IsShown);
        comment.HasIndex(c => new { c.ProposalId, c.AtUtc });
        ProposalVisibility.Filter<Comment>(model, db, c => c.ProposalId);
    }
}
