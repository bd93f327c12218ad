using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>Writes comments, and changes them: one's own, or, to hide what does not belong there, anybody's.</summary>
internal sealed class Commenting(AppDb db, Acting acting, CurrentUser user, TimeProvider clock)
{
    /// <summary>Comments on a page or in an answer of the API at most, the newest.</summary>
    public const int MostShown = 200;

    /// <summary>True for those who may hide what others wrote, and show it again.</summary>
    public bool MayHide => user.Viewer.Has(Roles.CentralIdeaCoach);

    /// <summary>The newest of a proposal that the viewer was shown to see, oldest first; removed and hidden ones too.</summary>
    public static async Task<IReadOnlyList<Comment>> OfAsync(AppDb db, ProposalId proposal, CancellationToken ct)
    {
        var newest = await db.Set<Comment>().AsNoTracking().Where(c => c.ProposalId == proposal).OrderByDescending(c => c.AtUtc).ThenByDescending(c => c.Id)
            .Take(MostShown).ToListAsync(ct);
        newest.Reverse();
        return newest;
    }

    /// <summary>An official answer is one of those who handle the proposal, and counts as its first answer.</summary>
    public Task<Result<Comment>> WriteAsync(int number, string? text, bool isOfficial, CancellationToken ct) => db.TransactAsync<Comment>(
        async token =>
        {
            if (await db.Set<Proposal>().Numbered(number).FirstOrDefaultAsync(token) is not { } proposal)
            {
                return new Problem("Proposal.NotFound", Kind: ProblemKind.NotFound);
            }

            var nowUtc = clock.GetUtcNow().UtcDateTime;
            if (isOfficial)
            {
                var handles = await acting.FindAsync(number, Act.WriteNotes, token);
                if (!handles.Succeeded)
                {
                    return Result<Comment>.Refused(handles.Problems);
                }
            }

            var written = Comment.Write(proposal.Id, new(user.PersonId), user.Viewer.Name, text, nowUtc, isOfficial);
            if (!written.Succeeded)
            {
                return written;
            }

            if (isOfficial)
            {
                proposal.AnsweredOfficially(nowUtc);
            }

            db.Add(written.Value);
            db.Raise(new CommentWritten(proposal.Id, proposal.Number, written.Value.Id, written.Value.AuthorId, isOfficial));
            return written;
        },
        ct);

    public Task<Result<Comment>> EditAsync(int number, Guid id, string? text, CancellationToken ct) =>
        ChangeAsync(number, id, IsMine, (c, nowUtc) => c.Edit(text, nowUtc), ct);

    public Task<Result<Comment>> RemoveAsync(int number, Guid id, CancellationToken ct) => ChangeAsync(number, id, IsMine, (c, nowUtc) => c.Remove(nowUtc), ct);

    public Task<Result<Comment>> HideAsync(int number, Guid id, string? why, CancellationToken ct) =>
        ChangeAsync(number, id, _ => MayHide, (c, nowUtc) => c.Hide(why, user.Viewer.Name, nowUtc), ct);

    public Task<Result<Comment>> ShowAgainAsync(int number, Guid id, CancellationToken ct) => ChangeAsync(number, id, _ => MayHide, (c, _) => c.ShowAgain(), ct);

    private bool IsMine(Comment comment) => comment.AuthorId.Value == user.PersonId;

    private Task<Result<Comment>> ChangeAsync(int number, Guid id, Func<Comment, bool> may, Func<Comment, DateTime, Result<Done>> change, CancellationToken ct) =>
        db.TransactAsync<Comment>(
            async token =>
            {
                // By the proposal too: a comment is found only where it was written, and only by those who see that.
                var commented = db.Set<Proposal>().Numbered(number);
                if (await db.Set<Comment>().FirstOrDefaultAsync(c => c.Id == id && commented.Any(p => p.Id == c.ProposalId), token) is not { } comment)
                {
                    return new Problem("Proposal.Comment.NotFound", Kind: ProblemKind.NotFound);
                }

                if (!may(comment))
                {
                    return new Problem("Proposal.Comment.NotYours", Kind: ProblemKind.Forbidden);
                }

                var changed = change(comment, clock.GetUtcNow().UtcDateTime);
                return changed.Succeeded ? comment : Result<Comment>.Refused(changed.Problems);
            },
            ct);
}

/// <summary>Writes working notes.</summary>
internal sealed class Noting(AppDb db, Acting acting)
{
    private const int MostShown = 200;

    /// <summary>The newest, oldest first, as far as the viewer may read them.</summary>
    public static async Task<IReadOnlyList<WorkingNote>> OfAsync(AppDb db, ProposalId proposal, CancellationToken ct)
    {
        var newest = await db.Set<WorkingNote>().AsNoTracking().Where(n => n.ProposalId == proposal).OrderByDescending(n => n.AtUtc).ThenByDescending(n => n.Id)
            .Take(MostShown).ToListAsync(ct);
        newest.Reverse();
        return newest;
    }

    public Task<Result<Proposal>> WriteAsync(int number, string? text, CancellationToken ct) => acting.DoAsync(number, Act.WriteNotes, (found, by, nowUtc, _) =>
    {
        var note = WorkingNote.Write(found.Proposal.Id, by.Id!.Value, by.Name, text, nowUtc);
        if (!note.Succeeded)
        {
            return Task.FromResult(Result<Done>.Refused(note.Problems));
        }

        found.Proposal.NoteWritten(); // With the first one, who may read them is written in the same save.
        db.Add(note.Value);
        return Task.FromResult(Done.Ok);
    }, ct);
}
