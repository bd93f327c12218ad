using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Attachments;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>What was handed in with a proposal, besides its text.</summary>
internal sealed record Owned(IReadOnlyList<CoAuthor> CoAuthors, IReadOnlyList<CampaignAnswer> Answers, IReadOnlyList<Attachment> Attachments)
{
    public static Owned Nothing { get; } = new([], [], []);

    /// <summary>As far as the viewer may see it. One statement: there are at most ten of each.</summary>
    public static async Task<Owned> OfAsync(AppDb db, ProposalId id, CancellationToken ct)
    {
        var found = await db.Set<Proposal>().AsNoTracking().Where(p => p.Id == id).Select(p => new
        {
            CoAuthors = db.Set<CoAuthor>().Where(c => c.ProposalId == p.Id).ToList(),
            Answers = db.Set<CampaignAnswer>().Where(a => a.ProposalId == p.Id).ToList(),
            Attachments = db.Set<Attachment>().Where(a => a.ProposalId == p.Id).ToList(),
        }).AsSingleQuery().SingleOrDefaultAsync(ct);
        return found is null ? Nothing : new(
            [.. found.CoAuthors.OrderBy(c => c.AddedUtc).ThenBy(c => c.Name)],
            [.. found.Answers.OrderBy(a => a.Position)],
            [.. found.Attachments.OrderBy(a => a.AddedUtc).ThenBy(a => a.Slot)]);
    }
}
