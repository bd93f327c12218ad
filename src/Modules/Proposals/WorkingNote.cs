using System.Linq.Expressions;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>
/// What those who handle a proposal write to one another (Arbetsanteckning). Who may read it is a narrower rule than the proposal's own, and rows of its own:
/// <see cref="NoteAccess"/>.
/// </summary>
internal sealed class WorkingNote : IOwnedByProposal
{
    public const int TextMax = 4_000;

    private WorkingNote()
    {
    }

    public Guid Id { get; private init; }

    public ProposalId ProposalId { get; private init; }

    public PersonId AuthorId { get; private init; }

    public string AuthorName { get; private init; } = "";

    public string Text { get; private init; } = "";

    public DateTime AtUtc { get; private init; }

    public static Result<WorkingNote> Write(ProposalId proposal, PersonId author, string authorName, string? text, DateTime nowUtc)
    {
        var written = (text ?? "").Trim();
        return written.Length switch
        {
            0 => new Problem("Proposal.Note.Missing", "NoteText"),
            > TextMax => new Problem("Proposal.TooLong", "NoteText") { Arguments = [TextMax] },
            _ => new WorkingNote
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), ProposalId = proposal, AuthorId = author, AuthorName = authorName, Text = written, AtUtc = nowUtc,
            },
        };
    }
}

/// <summary>A principal that may read the working notes of a proposal, or, when it does not allow, one that never may whatever roles it holds: the author.</summary>
internal sealed class NoteAccess
{
    public required ProposalId ProposalId { get; init; }

    public required string Principal { get; init; }

    public required bool Allows { get; init; }
}

internal sealed class WorkingNoteMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var note = model.Entity<WorkingNote>().ToTable("proposals_note");
        note.HasKey(n => n.Id);
        note.Property(n => n.Id).ValueGeneratedNever();
        note.Property(n => n.AuthorName).HasMaxLength(200);
        note.Property(n => n.Text).HasMaxLength(WorkingNote.TextMax);
        note.HasIndex(n => new { n.ProposalId, n.AtUtc });

        // The viewer is read through the AppDb instance alone: anything else would freeze at the first viewer.
        Expression<Func<WorkingNote, bool>> reads = n => db.SeesAll
            || (db.Set<NoteAccess>().Any(a => a.ProposalId == n.ProposalId && a.Allows && db.Principals.Contains(a.Principal))
                && !db.Set<NoteAccess>().Any(a => a.ProposalId == n.ProposalId && !a.Allows && db.Principals.Contains(a.Principal)));
        note.HasQueryFilter(AppDb.Visibility, reads);

        var access = model.Entity<NoteAccess>().ToTable("proposals_note_access");
        access.HasKey(a => new { a.ProposalId, a.Principal });
        access.Property(a => a.Principal).HasMaxLength(100);
    }
}
