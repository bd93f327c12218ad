using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using static IntranetInnovation.Proposals.Contracts.ProposalStatus;

namespace IntranetInnovation.Proposals;

/// <summary>The life of a proposal. Every change of status passes <see cref="ProposalLife"/>; nothing sets it from outside.</summary>
internal sealed partial class Proposal
{
    /// <summary>Somebody answers for it. A proposal that has come further keeps its status.</summary>
    public Result<Done> AssignTo(Assignee assignee, DateTime nowUtc)
    {
        if (!ProposalLife.IsOpen(Status))
        {
            return new Problem("Proposal.NotOpen", Kind: ProblemKind.Conflict);
        }

        (AssigneePrincipal, AssigneeName) = (assignee.Principal, assignee.Name);
        if (Status == Submitted && !keepsStatus)
        {
            Status = Assigned;
        }

        Tell(TimelineKind.Assigned, Actor.System, nowUtc, detail: assignee.Name);
        return Done.Ok;
    }

    public Result<Done> StartReview(Actor by, DateTime nowUtc) => Step(UnderReview, TimelineKind.ReviewStarted, by, nowUtc);

    public Result<Done> Ask(string question, Actor by, DateTime nowUtc) =>
        Said(question, "Question") ?? Step(MoreInformation, TimelineKind.Asked, by, nowUtc, question, then: () => AnsweredUtc ??= nowUtc);

    public Result<Done> Answer(string answer, Actor by, DateTime nowUtc) =>
        Said(answer, "Answer") ?? (Status == MoreInformation ? Step(UnderReview, TimelineKind.Answered, by, nowUtc, answer) : ProposalLife.Refusal(UnderReview));

    public Result<Done> Approve(string motivation, Actor by, DateTime nowUtc) =>
        Said(motivation, "Motivation") ?? Step(Approved, TimelineKind.Approved, by, nowUtc, motivation, then: () => Decided(motivation, null, nowUtc));

    public Result<Done> Reject(string motivation, RejectionReason reason, Actor by, DateTime nowUtc) =>
        Said(motivation, "Motivation") ?? Step(Rejected, TimelineKind.Rejected, by, nowUtc, motivation, reason.ToString(), () => Decided(motivation, reason, nowUtc));

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

    public Result<Done> Withdraw(string reason, Actor by, DateTime nowUtc) => Step(Withdrawn, TimelineKind.Withdrawn, by, nowUtc, reason);

    public Result<Done> MergeInto(Proposal other, Actor by, DateTime nowUtc) => other.Id == Id
        ? new Problem("Proposal.MergeWithItself")
        : Step(Merged, TimelineKind.Merged, by, nowUtc, detail: other.Title, then: () => MergedIntoId = other.Id);

    public Result<Done> MarkInnovation(string reason, Actor by, DateTime nowUtc)
    {
        if (Status == ProposalStatus.Draft)
        {
            return new Problem("Proposal.NotOpen", Kind: ProblemKind.Conflict);
        }

        Maturity = Maturity.Innovation;
        Tell(TimelineKind.MarkedInnovation, by, nowUtc, reason);
        return Done.Ok;
    }

    public void CountSupports(int supports) => Supports = supports;

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

        Status = to;
        then?.Invoke();
        Tell(kind, by, nowUtc, text, detail);
        return Done.Ok;
    }

    private void Decided(string motivation, RejectionReason? reason, DateTime nowUtc)
    {
        (Motivation, Reason, DecidedUtc) = (motivation, reason, nowUtc);
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
