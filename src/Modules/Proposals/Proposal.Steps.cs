using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using static IntranetInnovation.Proposals.Contracts.ProposalStatus;

namespace IntranetInnovation.Proposals;

/// <summary>The life of a proposal. Every change of status passes <see cref="ProposalLife"/>; nothing sets it from outside.</summary>
internal sealed partial class Proposal
{
    /// <summary>Somebody answers for it. A proposal that has come further keeps its status; whoever answers for it already goes on doing so.</summary>
    public Result<Done> AssignTo(Assignee assignee, DateTime nowUtc)
    {
        if (!ProposalLife.IsOpen(Status))
        {
            return new Problem("Proposal.NotOpen", Kind: ProblemKind.Conflict);
        }

        var isNew = AssigneePrincipal != assignee.Principal || Status == Submitted;
        (AssigneePrincipal, AssigneeName) = (assignee.Principal, assignee.Name);
        if (Status == Submitted && !keepsStatus)
        {
            (Status, StatusUtc) = (Assigned, nowUtc);
        }

        if (isNew)
        {
            Tell(TimelineKind.Assigned, Actor.System, nowUtc, detail: assignee.Name);
        }

        return Done.Ok;
    }

    /// <summary>Its open task goes to a colleague: the one who carries it out (<paramref name="owns"/>), or the one who answers for it.</summary>
    public Result<Done> HandOver(Assignee to, bool owns, string reason, Actor by, DateTime nowUtc)
    {
        if (Why(reason) is { } missing)
        {
            return missing;
        }

        if (!ProposalLife.IsOpen(Status))
        {
            return new Problem("Proposal.NotOpen", Kind: ProblemKind.Conflict);
        }

        if (owns)
        {
            (OwnerId, OwnerName) = (to.Person, to.Name);
        }
        else
        {
            (AssigneePrincipal, AssigneeName) = (to.Principal, to.Name);
        }

        Tell(TimelineKind.HandedOver, by, nowUtc, reason, to.Name);
        return Done.Ok;
    }

    public Result<Done> StartReview(Actor by, DateTime nowUtc) => Step(UnderReview, TimelineKind.ReviewStarted, by, nowUtc);

    public Result<Done> Ask(string question, Actor by, DateTime nowUtc) =>
        Said(question, "Question") ?? Step(MoreInformation, TimelineKind.Asked, by, nowUtc, question, then: () => AnsweredUtc ??= nowUtc);

    public Result<Done> Answer(string answer, Actor by, DateTime nowUtc) =>
        Said(answer, "Answer") ?? (Status == MoreInformation ? Step(UnderReview, TimelineKind.Answered, by, nowUtc, answer) : ProposalLife.Refusal(UnderReview));

    /// <summary>Whoever handles it has said something official: an answer, though not yet a decision.</summary>
    public void AnsweredOfficially(DateTime nowUtc) => AnsweredUtc ??= nowUtc;

    public Result<Done> Approve(string motivation, Actor by, DateTime nowUtc) =>
        Said(motivation, "Motivation") ?? Step(Approved, TimelineKind.Approved, by, nowUtc, motivation, then: () => Decided(motivation, null, by, nowUtc));

    public Result<Done> Reject(string motivation, RejectionReason reason, Actor by, DateTime nowUtc) =>
        Said(motivation, "Motivation") ?? Step(Rejected, TimelineKind.Rejected, by, nowUtc, motivation, reason.ToString(), () => Decided(motivation, reason, by, nowUtc));

    public Result<Done> StartImplementation(PersonId owner, string ownerName, DateTime dueUtc, Actor by, DateTime nowUtc) =>
        Step(BeingImplemented, TimelineKind.ImplementationStarted, by, nowUtc, detail: ownerName, then: () =>
        {
            (OwnerId, OwnerName, ImplementationDueUtc) = (owner, ownerName, dueUtc);
        });

    public Result<Done> Implement(string effect, string? evidence, Actor by, DateTime nowUtc) =>
        Said(effect, "Effect") ?? Step(Implemented, TimelineKind.Implemented, by, nowUtc, effect, then: () =>
        {
            (Effect, Evidence, ImplementedUtc) = (effect, evidence, nowUtc);
        });

    /// <summary>The decision is taken back, the plan with it, and the timeline keeps both. What was implemented stays so.</summary>
    public Result<Done> UndoDecision(string reason, Actor by, DateTime nowUtc)
    {
        if (Why(reason) is { } missing)
        {
            return missing;
        }

        if (!ProposalLife.CanUndo(Status))
        {
            return new Problem("Proposal.CannotUndo", Kind: ProblemKind.Conflict);
        }

        (Status, StatusUtc) = (UnderReview, nowUtc);
        (Motivation, Reason, DecidedUtc, DecidedById) = (null, null, null, null);
        (OwnerId, OwnerName, ImplementationDueUtc) = (null, null, null);
        Tell(TimelineKind.DecisionUndone, by, nowUtc, reason);
        return Done.Ok;
    }

    public Result<Done> Withdraw(string reason, Actor by, DateTime nowUtc) =>
        Why(reason) ?? Step(Withdrawn, TimelineKind.Withdrawn, by, nowUtc, reason);

    /// <summary>
    /// It goes on in <paramref name="other"/>. Both must be open, so that no chain can close on itself, and equally secret: an open tombstone would name a secret proposal,
    /// an open proposal would tell what became part of it.
    /// </summary>
    public Result<Done> MergeInto(Proposal other, Actor by, DateTime nowUtc)
    {
        if (other.Id == Id)
        {
            return new Problem("Proposal.MergeWithItself", "Into");
        }

        if (!ProposalLife.IsOpen(other.Status))
        {
            return new Problem("Proposal.MergeIntoClosed", "Into");
        }

        if (other.IsConfidential != IsConfidential)
        {
            return new Problem("Proposal.MergeSecrecyDiffers", "Into");
        }

        var before = Status;
        return Step(Merged, TimelineKind.Merged, by, nowUtc, detail: other.Title, then: () =>
        {
            (MergedIntoId, StatusBeforeMerge) = (other.Id, before);
            other.Tell(TimelineKind.MergedHere, by, nowUtc, detail: Title);
        });
    }

    /// <summary>It goes on by itself from where it stood.</summary>
    public Result<Done> Unmerge(Proposal from, string reason, Actor by, DateTime nowUtc)
    {
        if (Why(reason) is { } missing)
        {
            return missing;
        }

        if (Status != Merged || MergedIntoId != from.Id)
        {
            return new Problem("Proposal.NotMerged", Kind: ProblemKind.Conflict);
        }

        // Those merged before this was kept begin with whoever answered for them.
        (Status, StatusUtc) = (StatusBeforeMerge ?? Assigned, nowUtc);
        (MergedIntoId, StatusBeforeMerge) = (null, null);
        Tell(TimelineKind.Unmerged, by, nowUtc, reason);
        from.Tell(TimelineKind.UnmergedHere, by, nowUtc, detail: from.IsConfidential == IsConfidential ? Title : null);
        return Done.Ok;
    }

    /// <summary>An officer has tried the secrecy and confirms it.</summary>
    public Result<Done> ConfirmSecrecy(string provision, string reason, Actor by, DateTime nowUtc)
    {
        if (Why(reason) is { } missing)
        {
            return missing;
        }

        if (string.IsNullOrWhiteSpace(provision) || provision.Length > ProvisionMax)
        {
            return provision.Length > ProvisionMax
                ? new Problem("Proposal.TooLong", "Provision") { Arguments = [ProvisionMax] }
                : new Problem("Proposal.ProvisionMissing", "Provision");
        }

        if (!IsConfidential)
        {
            return new Problem("Proposal.NotConfidential", Kind: ProblemKind.Conflict);
        }

        SecrecyProvision = provision;
        Tell(TimelineKind.SecrecyConfirmed, by, nowUtc, reason, provision);
        return Done.Ok;
    }

    /// <summary>An officer has tried the secrecy and finds none: from now on everyone sees the proposal.</summary>
    public Result<Done> LiftSecrecy(string reason, Actor by, DateTime nowUtc)
    {
        if (Why(reason) is { } missing)
        {
            return missing;
        }

        if (!IsConfidential)
        {
            return new Problem("Proposal.NotConfidential", Kind: ProblemKind.Conflict);
        }

        (IsConfidential, SecrecyProvision) = (false, null);
        Tell(TimelineKind.SecrecyLifted, by, nowUtc, reason);
        return Done.Ok;
    }

    public Result<Done> MarkInnovation(string reason, Actor by, DateTime nowUtc)
    {
        if (Why(reason) is { } missing)
        {
            return missing;
        }

        if (Status is ProposalStatus.Draft or Withdrawn or Merged || Maturity == Maturity.Innovation)
        {
            return new Problem("Proposal.CannotMarkInnovation", Kind: ProblemKind.Conflict);
        }

        Maturity = Maturity.Innovation;
        Tell(TimelineKind.MarkedInnovation, by, nowUtc, reason);
        return Done.Ok;
    }

    public void CountSupports(int supports) => Supports = supports;

    public void NoteWritten() => HasNotes = true;

    private static Problem? Why(string reason) => string.IsNullOrWhiteSpace(reason)
        ? new("Proposal.WhyMissing", "Why")
        : reason.Length > WhyMax ? new("Proposal.TooLong", "Why") { Arguments = [WhyMax] } : null;

    private static Problem? Said(string text, string field) => string.IsNullOrWhiteSpace(text)
        ? new($"Proposal.{field}Missing", field)
        : text.Length > TimelineEntry.TextMax ? new("Proposal.TooLong", field) { Arguments = [TimelineEntry.TextMax] } : null;

    private Result<Done> Step(
        ProposalStatus to, TimelineKind kind, Actor by, DateTime nowUtc, string? text = null, string? detail = null, Action? then = null)
    {
        if (!ProposalLife.Allows(Status, to))
        {
            return ProposalLife.Refusal(to);
        }

        (Status, StatusUtc) = (to, nowUtc);
        then?.Invoke();
        Tell(kind, by, nowUtc, text, detail);
        return Done.Ok;
    }

    private void Decided(string motivation, RejectionReason? reason, Actor by, DateTime nowUtc)
    {
        (Motivation, Reason, DecidedUtc, DecidedById) = (motivation, reason, nowUtc, by.Id);
        AnsweredUtc ??= nowUtc;
    }

    private void Tell(TimelineKind kind, Actor by, DateTime nowUtc, string? text = null, string? detail = null) => timeline.Add(new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)),
        ProposalId = Id,
        Kind = kind,
        AtUtc = nowUtc,
        Sequence = timeline.Count,
        ById = by.Id,
        ByName = by.Name,
        Text = text,
        Detail = detail,
    });
}
