using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>A proposal that another one might be merged into.</summary>
internal sealed record MergeTarget(int Number, string Title, ProposalStatus Status, string From, int Supports);

/// <summary>Two proposals become one, and two again. Supports and followers stay where they were given and count where the proposals have come together.</summary>
internal sealed class Merging(AppDb db, Acting acting, IWorkflows workflows, SupportCount supports)
{
    private const int MostFound = 10;
    private const int ShortestText = 2;

    /// <summary>The one with this number, if <paramref name="proposal"/> can go on in it.</summary>
    public Task<Proposal?> ChooseAsync(Proposal proposal, int number, CancellationToken ct) => Open(proposal).Numbered(number).FirstOrDefaultAsync(ct);

    /// <summary>Open proposals by number or by a part of the title, without <paramref name="proposal"/> itself, newest first.</summary>
    public async Task<IReadOnlyList<MergeTarget>> SearchAsync(Proposal proposal, string? text, CancellationToken ct)
    {
        var wanted = (text ?? "").Trim();
        var open = Open(proposal);
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            open = open.Numbered(number);
        }
        else if (wanted.Length < ShortestText)
        {
            return [];
        }
        else
        {
            // SQLite folds the case of a to z only, so the cases that words come in are tried.
            var word = wanted.Length > ProposalText.TitleMax ? wanted[..ProposalText.TitleMax] : wanted;
            var (lower, first) = (word.ToLowerInvariant(), char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant());
            open = open.Where(p => p.Title.Contains(word) || p.Title.Contains(lower) || p.Title.Contains(first));
        }

        return await open.OrderByDescending(p => p.Number).Take(MostFound)
            .Select(p => new MergeTarget(p.Number, p.Title, p.Status, p.UnitName ?? p.DepartmentName, p.Supports)).ToListAsync(ct);
    }

    public Task<Result<Proposal>> MergeAsync(int number, int into, CancellationToken ct) => acting.DoAsync(number, Act.Merge, async (found, by, nowUtc, token) =>
    {
        var (proposal, other) = (found.Proposal, await db.Set<Proposal>().Numbered(into).FirstOrDefaultAsync(token));
        if (other is null)
        {
            return new Problem("Proposal.MergeIntoUnknown", "Into");
        }

        var merged = proposal.MergeInto(other, by, nowUtc);
        if (merged.Succeeded)
        {
            await workflows.CancelAsync(proposal.Subject, "Proposal.Why.Merged", by.Id, nowUtc, token);
            db.Raise(new ProposalMerged(proposal.Id, proposal.Number, other.Id, other.Number, by.Id));
            await SaveBothAsync(proposal, other, token);
        }

        return merged;
    }, ct);

    public Task<Result<Proposal>> UnmergeAsync(int number, string? why, CancellationToken ct) => acting.DoAsync(number, Act.Unmerge, async (found, by, nowUtc, token) =>
    {
        var proposal = found.Proposal;
        if (proposal.MergedIntoId is not { } intoId || await ProposalSubjects.LoadAsync(db, intoId, token) is not { } other)
        {
            return new Problem("Proposal.NotMerged", Kind: ProblemKind.Conflict);
        }

        var reason = (why ?? "").Trim();
        var parted = proposal.Unmerge(other, reason, by, nowUtc);
        if (parted.Succeeded)
        {
            await acting.DecideAnewAsync(proposal, reason, by, nowUtc, token);
            db.Raise(new ProposalUnmerged(proposal.Id, proposal.Number, other.Id, by.Id));
            await SaveBothAsync(proposal, other, token);
        }

        return parted;
    }, ct);

    private IQueryable<Proposal> Open(Proposal proposal) => db.Set<Proposal>().AsNoTracking().Where(p => p.Id != proposal.Id && p.Number > 0 && p.IsConfidential == proposal.IsConfidential
        && p.Status != ProposalStatus.Rejected && p.Status != ProposalStatus.Implemented && p.Status != ProposalStatus.Withdrawn && p.Status != ProposalStatus.Merged);

    // Both rows get a new version: of two merges at once, each into the other, one is refused.
    private async Task SaveBothAsync(Proposal proposal, Proposal other, CancellationToken ct)
    {
        db.Entry(other).Property(p => p.MergedIntoId).IsModified = true;
        await db.SaveChangesAsync(ct);
        await supports.RecountAsync(proposal.Id, ct);
        await supports.RecountAsync(other.Id, ct);
    }
}
