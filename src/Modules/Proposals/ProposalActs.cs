using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals;

/// <summary>What people do to a proposal besides completing a task.</summary>
internal enum Act
{
    Answer,
    Withdraw,
    HandOver,
    Merge,
    Unmerge,
    UndoDecision,
    MarkInnovation,
    WriteNotes,
}

/// <summary>A proposal, what waits on it, and who else brought it: what decides who may do what.</summary>
internal sealed record Concern(Proposal Proposal, IReadOnlyList<WorkflowTaskInfo> Tasks, bool IsCoAuthor, Viewer Viewer)
{
    /// <summary>The author; nobody handles what is their own.</summary>
    public bool IsAuthor => Proposal.AuthorId is { } author && author.Value == Viewer.PersonId;

    public bool IsAmongAuthors => IsAuthor || IsCoAuthor;

    /// <summary>The author, or whoever registered it for somebody without an account.</summary>
    public bool SpeaksForAuthor => IsAuthor || (Proposal.AuthorId is null && Proposal.RegisteredById is { } registrar && registrar.Value == Viewer.PersonId);

    /// <summary>Has an open task on it.</summary>
    public bool HasTask => Tasks.Any(t => t.IsFor(Viewer));

    /// <summary>Coach of its department, or of the whole municipality.</summary>
    public bool IsCoach => !IsAmongAuthors && (Viewer.Has(Roles.CentralIdeaCoach) || Viewer.Has(Roles.IdeaCoach, Proposal.DepartmentId.Value));

    /// <summary>Works with it: see <see cref="ProposalVisibility.Handlers"/>.</summary>
    public bool Handles => !IsAmongAuthors && ProposalVisibility.Handlers(Proposal, Tasks.Select(t => t.Assignee.Principal)).Overlaps(Viewer.Principals);

    /// <summary>The one place that says who may do what. Whether the proposal's status allows it, the domain says.</summary>
    public bool MayDo(Act act) => act switch
    {
        Act.Answer => IsAmongAuthors || SpeaksForAuthor,
        Act.Withdraw => SpeaksForAuthor,
        Act.HandOver => Tasks.Any(t => t.IsFor(Viewer) || Viewer.Has(Roles.CentralIdeaCoach) || Viewer.Has(Roles.Administrator)),
        Act.Merge => !IsAmongAuthors && (HasTask || IsCoach),
        Act.Unmerge => Handles,
        // Where nothing is decided, those who handle it hear just that: somebody else was first.
        Act.UndoDecision => IsCoach || (!IsAmongAuthors && Proposal.DecidedById is { } decider && decider.Value == Viewer.PersonId)
            || (Handles && !ProposalLife.CanUndo(Proposal.Status)),
        Act.MarkInnovation => Handles,
        Act.WriteNotes => Handles,
        _ => false,
    };

    /// <summary>May do it, and the proposal stands where it can be done: what a page offers.</summary>
    public bool Offers(Act act) => MayDo(act) && act switch
    {
        Act.Answer => Proposal.Status == ProposalStatus.MoreInformation,
        Act.Withdraw => ProposalLife.Allows(Proposal.Status, ProposalStatus.Withdrawn),
        Act.Merge => ProposalLife.Allows(Proposal.Status, ProposalStatus.Merged),
        Act.Unmerge => Proposal is { Status: ProposalStatus.Merged, MergedIntoId: not null },
        Act.UndoDecision => ProposalLife.CanUndo(Proposal.Status),
        Act.MarkInnovation => Proposal.Maturity != Maturity.Innovation && Proposal.Status is not (ProposalStatus.Withdrawn or ProposalStatus.Merged),
        _ => true,
    };
}
