using System.Linq.Expressions;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

internal sealed class ProposalRows(AppDb db) : IProposals
{
    private static readonly Expression<Func<Proposal, ProposalRow>> Row = p => new ProposalRow
    {
        Id = p.Id,
        Number = p.Number,
        Title = p.Title,
        Problem = p.Problem,
        Solution = p.Solution,
        Benefit = p.Benefit,
        Status = p.Status,
        Source = p.Source,
        DepartmentId = p.DepartmentId,
        DepartmentName = p.DepartmentName,
        UnitId = p.UnitId,
        UnitName = p.UnitName,
        CampaignSlug = p.CampaignSlug,
        GoalSlug = p.GoalSlug,
        AuthorId = p.AuthorId,
        AuthorName = p.AuthorName,
        Supports = p.Supports,
        IsConfidential = p.IsConfidential,
        SubmittedUtc = p.SubmittedUtc,
        AnsweredUtc = p.AnsweredUtc,
        DecidedUtc = p.DecidedUtc,
        ImplementedUtc = p.ImplementedUtc,
        Effect = p.Effect,
        Evidence = p.Evidence,
        OwnerId = p.OwnerId,
    };

    private static readonly Func<Proposal, ProposalRow> ToRow = Row.Compile();

    public IQueryable<ProposalRow> Rows => db.Set<Proposal>().AsNoTracking().Select(Row);

    /// <summary>The row of a proposal that was read already.</summary>
    public static ProposalRow Of(Proposal proposal) => ToRow(proposal);

    public async Task<ProposalRow?> FindAsync(ProposalId id, CancellationToken ct) =>
        await ProposalSubjects.LoadAsync(db, id, ct) is { } proposal ? ToRow(proposal) : null;
}
