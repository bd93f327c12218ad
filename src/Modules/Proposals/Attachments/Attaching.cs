using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Proposals.Form;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>Adds files to one's own saved draft and takes them away again. What was handed in stands.</summary>
internal sealed class Attaching(AppDb db, Drafting drafting, TimeProvider clock)
{
    private const int Attempts = 3;
    private const string Field = "File";

    public async Task<Result<Attachment>> AddAsync(ProposalId draft, string? name, byte[] file, CancellationToken ct)
    {
        if (file.Length is 0 or > Attachment.MaxBytes)
        {
            return file.Length == 0 ? new Problem("Proposal.FileEmpty", Field) : new Problem("Proposal.FileTooLarge", Field) { Arguments = [Attachment.MaxBytes / 1024 / 1024] };
        }

        if (FileKinds.Of(file, name ?? "") is not { } kind)
        {
            return new Problem("Proposal.FileKindUnknown", Field);
        }

        if (Cleaned(file, kind) is not { } content)
        {
            return new Problem("Proposal.PictureBroken", Field);
        }

        for (var attempt = 1; ; attempt++)
        {
            var added = await db.TransactAsync<Attachment>(token => AddAsync(draft, FileName.Shown(name, kind), kind, content, token), ct);

            // Another file was first to the same place: there may be one more.
            if (added.Succeeded || added.Problems[0].Text != "Kernel.Conflict" || attempt == Attempts)
            {
                return added;
            }
        }
    }

    public Task<Result<Done>> RemoveAsync(ProposalId draft, AttachmentId id, CancellationToken ct) => db.TransactAsync<Done>(
        async token =>
        {
            var found = await DraftAsync(draft, token);
            if (!found.Succeeded)
            {
                return Result<Done>.Refused(found.Problems);
            }

            await db.Set<AttachmentContent>().Where(c => c.AttachmentId == id && c.ProposalId == draft).ExecuteDeleteAsync(token);
            var removed = await db.Set<Attachment>().Where(a => a.Id == id && a.ProposalId == draft).ExecuteDeleteAsync(token);
            return removed == 0 ? new Problem("Proposal.FileGone", Kind: ProblemKind.NotFound) : Done.Ok;
        },
        ct);

    // Pictures tell where and by whom they were taken; nobody should have to think of that.
    private static byte[]? Cleaned(byte[] file, FileKind kind) => kind switch
    {
        FileKind.Jpeg => Jpeg.Clean(file),
        FileKind.Png => Png.Clean(file),
        FileKind.Webp => WebP.Clean(file),
        FileKind.Txt or FileKind.Csv => FileKinds.AsUtf8(file),
        _ => file,
    };

    private async Task<Result<Attachment>> AddAsync(ProposalId draft, string name, FileKind kind, byte[] content, CancellationToken ct)
    {
        var found = await DraftAsync(draft, ct);
        if (!found.Succeeded)
        {
            return Result<Attachment>.Refused(found.Problems);
        }

        var taken = await db.Set<Attachment>().Where(a => a.ProposalId == draft).Select(a => a.Slot).ToListAsync(ct);
        if (taken.Count >= Attachment.Most)
        {
            return new Problem("Proposal.TooManyFiles", Field, ProblemKind.Conflict) { Arguments = [Attachment.Most] };
        }

        var attachment = new Attachment
        {
            Id = TypedId.New<AttachmentId>(),
            ProposalId = draft,
            Slot = Enumerable.Range(0, Attachment.Most).First(s => !taken.Contains(s)),
            Name = name,
            Kind = kind,
            Bytes = content.Length,
            AddedUtc = clock.GetUtcNow().UtcDateTime,
        };
        db.Add(attachment);
        db.Add(new AttachmentContent { AttachmentId = attachment.Id, ProposalId = draft, Content = content });
        return attachment;
    }

    private async Task<Result<Proposal>> DraftAsync(ProposalId id, CancellationToken ct) => await drafting.MineAsync(id, ct) switch
    {
        null => new Problem("Proposal.NotFound", Kind: ProblemKind.NotFound),
        { Status: ProposalStatus.Draft } draft => draft,
        _ => new Problem("Proposal.NotADraft", Kind: ProblemKind.Conflict),
    };
}
