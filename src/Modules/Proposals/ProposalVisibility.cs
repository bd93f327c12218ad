using System.Linq.Expressions;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>One row for each principal that may see a proposal.</summary>
internal sealed class ProposalAccess
{
    public required ProposalId ProposalId { get; init; }

    public required string Principal { get; init; }
}

/// <summary>Who may see a proposal: the one rule, in one place. It is written as rows in the save that changes the proposal, and every read tests those rows.</summary>
internal static class ProposalVisibility
{
    /// <param name="proposal">Which.</param>
    /// <param name="others">Principals of its co-authors, and of its open tasks: whoever is asked to do something must see it.</param>
    public static IReadOnlySet<string> Principals(Proposal proposal, params IReadOnlyList<string> others)
    {
        var concerned = new HashSet<string>(others);
        if (proposal.AuthorId is { } author)
        {
            concerned.Add(Principal.Person(author.Value));
        }

        if (proposal.RegisteredById is { } registrar)
        {
            concerned.Add(Principal.Person(registrar.Value));
        }

        if (proposal.Status == ProposalStatus.Draft)
        {
            return concerned;
        }

        if (!proposal.IsConfidential && proposal.Status != ProposalStatus.Withdrawn)
        {
            return new HashSet<string> { Principal.Everyone };
        }

        concerned.UnionWith(Handlers(proposal));
        return concerned;
    }

    /// <summary>
    /// Who works with a proposal, and so writes and reads its working notes: whoever answers for it, has an open task on it or carries it out, the department's idea coaches and the
    /// central ones. Nobody by being administrator. Never its authors, whatever roles they hold: see <see cref="NoteRows"/>.
    /// </summary>
    public static IReadOnlySet<string> Handlers(Proposal proposal, params IEnumerable<string> tasks)
    {
        var handlers = new HashSet<string>(tasks)
        {
            Principal.Role(Roles.IdeaCoach, proposal.DepartmentId.Value),
            Principal.Role(Roles.CentralIdeaCoach),
        };
        if (proposal.AssigneePrincipal is { } assignee)
        {
            handlers.Add(assignee);
        }

        if (proposal.OwnerId is { } owner)
        {
            handlers.Add(Principal.Person(owner.Value));
        }

        return handlers;
    }

    /// <summary>The rows by which the working notes of a proposal are read.</summary>
    public static IReadOnlyList<NoteAccess> NoteRows(Proposal proposal, IEnumerable<string> tasks, IEnumerable<PersonId> authors)
    {
        var never = authors.Select(a => Principal.Person(a.Value)).ToHashSet();
        return
        [
            .. Handlers(proposal, tasks).Except(never).Select(p => new NoteAccess { ProposalId = proposal.Id, Principal = p, Allows = true }),
            .. never.Select(p => new NoteAccess { ProposalId = proposal.Id, Principal = p, Allows = false }),
        ];
    }

    /// <summary>Puts the filter on a proposal or something that it owns.</summary>
    public static void Filter<T>(ModelBuilder model, AppDb db, Expression<Func<T, ProposalId>> proposalId)
        where T : class
    {
        // The viewer is read through the AppDb instance alone: anything else would freeze at the first viewer.
        Expression<Func<ProposalId, bool>> sees = id =>
            db.SeesAll || db.Set<ProposalAccess>().Any(a => a.ProposalId == id && db.Principals.Contains(a.Principal));
        var body = new Replace(sees.Parameters[0], proposalId.Body).Visit(sees.Body);
        model.Entity<T>().HasQueryFilter(AppDb.Visibility, Expression.Lambda<Func<T, bool>>(body, proposalId.Parameters));
    }

    private sealed class Replace(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}

/// <summary>Writes who may see each changed proposal, then lets the projections follow, in the same save.</summary>
internal sealed class ProposalDerivations(IEnumerable<IProposalProjection> projections, IWorkflows workflows) : IBeforeSave
{
    public async Task BeforeSaveAsync(AppDb db, CancellationToken ct)
    {
        var changed = db.ChangeTracker.Entries<Proposal>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified)
            .Select(e => (e.Entity, IsNew: e.State == EntityState.Added, From: e.Property(p => p.Status).OriginalValue)).ToList();
        // Looked at once for the whole save: each look at Local lets EF compare everything that it tracks.
        var tracked = changed.Count == 0 ? null : db.Set<ProposalAccess>().Local.ToLookup(a => a.ProposalId);
        var projected = new List<ProjectedProposal>();
        foreach (var (proposal, isNew, from) in changed)
        {
            projected.Add(await AccessAsync(db, proposal, isNew ? [.. tracked![proposal.Id]] : null, ct));
            if (!isNew && from != proposal.Status)
            {
                db.Raise(new ProposalStatusChanged(proposal.Id, proposal.Number, from.Slug(), proposal.Status.Slug()));
            }
        }

        await ProjectAsync(projected, ct);
    }

    /// <summary>For one that is not changed itself.</summary>
    public async Task DeriveAsync(AppDb db, Proposal proposal, CancellationToken ct) => await ProjectAsync([await AccessAsync(db, proposal, written: null, ct)], ct);

    private async Task ProjectAsync(List<ProjectedProposal> projected, CancellationToken ct)
    {
        foreach (var projection in projected.Count == 0 ? [] : projections)
        {
            await projection.ProjectAsync(projected, ct);
        }
    }

    // Given the proposal's access rows as they are; null when they are to be read.
    private async Task<ProjectedProposal> AccessAsync(AppDb db, Proposal proposal, IReadOnlyList<ProposalAccess>? written, CancellationToken ct)
    {
        var wanted = ProposalVisibility.Principals(proposal);
        if (!wanted.Contains(Principal.Everyone))
        {
            var handlers = proposal.IsConfidential ? (await workflows.TasksAsync(proposal.Subject, ct)).Select(t => t.Assignee.Principal) : [];
            var coAuthors = (await CoAuthors.OfAsync(db, proposal.Id, ct)).Select(p => Principal.Person(p.Value));
            wanted = ProposalVisibility.Principals(proposal, [.. handlers, .. coAuthors]);
        }

        var rows = written ?? await db.Set<ProposalAccess>().Where(a => a.ProposalId == proposal.Id).ToListAsync(ct);
        db.RemoveRange(rows.Where(r => !wanted.Contains(r.Principal)));
        db.AddRange(wanted.Except(rows.Select(r => r.Principal)).Select(p => new ProposalAccess { ProposalId = proposal.Id, Principal = p }));

        if (proposal.HasNotes)
        {
            await DeriveNotesAsync(db, proposal, ct);
        }

        return new(
            proposal.Id, proposal.Number, proposal.Title, proposal.Problem, proposal.Solution, proposal.Benefit, proposal.Status, proposal.Source,
            proposal.DepartmentId, proposal.UnitId, proposal.CampaignSlug, proposal.GoalSlug, proposal.SubmittedUtc, proposal.Supports,
            wanted.Contains(Principal.Everyone));
    }

    private async Task DeriveNotesAsync(AppDb db, Proposal proposal, CancellationToken ct)
    {
        var tasks = (await workflows.TasksAsync(proposal.Subject, ct)).Select(t => t.Assignee.Principal);
        var authors = (await CoAuthors.OfAsync(db, proposal.Id, ct)).Concat(proposal.AuthorId is { } author ? [author] : []);
        var wanted = ProposalVisibility.NoteRows(proposal, tasks, authors);
        var rows = await db.Set<NoteAccess>().Where(a => a.ProposalId == proposal.Id).ToListAsync(ct);
        db.RemoveRange(rows.Where(r => !wanted.Any(w => w.Principal == r.Principal && w.Allows == r.Allows)));
        db.AddRange(wanted.Where(w => !rows.Any(r => r.Principal == w.Principal)));
    }
}
