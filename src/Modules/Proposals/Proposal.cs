using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using static IntranetInnovation.Proposals.Contracts.ProposalStatus;

namespace IntranetInnovation.Proposals;

/// <summary>What a person submits, and the life it lives. Every change of status passes <see cref="ProposalLife"/>; nothing sets it from outside.</summary>
internal sealed class Proposal : IVersioned
{
    private readonly List<TimelineEntry> timeline = [];

    // Only while it is being imported: it gets somebody who answers, and stays where it was.
    private bool keepsStatus;

    private Proposal()
    {
    }

    public ProposalId Id { get; private set; }

    public int Number { get; private set; }

    public int Version { get; private set; }

    public string Title { get; private set; } = "";

    public string Problem { get; private set; } = "";

    public string Solution { get; private set; } = "";

    public string Benefit { get; private set; } = "";

    public ProposalStatus Status { get; private set; }

    public Maturity Maturity { get; private set; }

    public ProposalSource Source { get; private set; }

    public PersonId? AuthorId { get; private set; }

    public string AuthorName { get; private set; } = "";

    public DepartmentId DepartmentId { get; private set; }

    public string DepartmentName { get; private set; } = "";

    public UnitId? UnitId { get; private set; }

    public string? UnitName { get; private set; }

    public string? CampaignSlug { get; private set; }

    public string? CampaignTitle { get; private set; }

    public string? GoalSlug { get; private set; }

    public string? GoalTitle { get; private set; }

    public bool IsConfidential { get; private set; }

    public string? ConfidentialReason { get; private set; }

    public string? AssigneePrincipal { get; private set; }

    public string? AssigneeName { get; private set; }

    public PersonId? OwnerId { get; private set; }

    public string? OwnerName { get; private set; }

    public DateTime? ImplementationDueUtc { get; private set; }

    public string? Motivation { get; private set; }

    public RejectionReason? Reason { get; private set; }

    public string? Effect { get; private set; }

    public string? Evidence { get; private set; }

    public ProposalId? MergedIntoId { get; private set; }

    /// <summary>Counted from the rows of supporters whenever one is added or removed.</summary>
    public int Supports { get; private set; }

    /// <summary>The key it had where it came from, so that importing it again changes nothing.</summary>
    public string? ImportKey { get; private set; }

    public DateTime CreatedUtc { get; private set; }

    public DateTime? SubmittedUtc { get; private set; }

    public DateTime? AnsweredUtc { get; private set; }

    public DateTime? DecidedUtc { get; private set; }

    public DateTime? ImplementedUtc { get; private set; }

    public IReadOnlyList<TimelineEntry> Timeline => timeline;

    public SubjectRef Subject => new(ProposalSubjects.TypeName, Id.Value);

    public static Proposal Draft(ProposalId id, ProposalText text, ProposalOrigin origin, ProposalFrame frame, DateTime nowUtc, string? importKey = null)
    {
        var proposal = new Proposal { Id = id, CreatedUtc = nowUtc, ImportKey = importKey };
        proposal.Place(origin);
        proposal.Write(text, frame);
        return proposal;
    }

    /// <summary>As it was in another system: date and status stay as given.</summary>
    public static Proposal Imported(
        ProposalId id, int number, ProposalText text, ProposalOrigin origin, ProposalFrame frame, ProposalStatus status, DateTime submittedUtc, string importKey, DateTime nowUtc)
    {
        var proposal = Draft(id, text, origin, frame, submittedUtc, importKey);
        (proposal.Number, proposal.Status, proposal.SubmittedUtc, proposal.Maturity) = (number, status, submittedUtc, Maturity.Improvement);
        proposal.keepsStatus = true;
        proposal.Tell(TimelineKind.Imported, Actor.System, nowUtc);
        return proposal;
    }

    public Result<Done> Rewrite(ProposalText text, ProposalFrame frame)
    {
        if (Status != ProposalStatus.Draft)
        {
            return new Problem("Proposal.NotADraft", Kind: ProblemKind.Conflict);
        }

        Write(text, frame);
        return Done.Ok;
    }

    public Result<Done> Submit(int number, DateTime nowUtc) => Step(Submitted, TimelineKind.Submitted, new(AuthorId, AuthorName), nowUtc, then: () =>
    {
        (Number, SubmittedUtc, Maturity) = (number, nowUtc, Maturity.Improvement);
    });

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

    private void Place(ProposalOrigin origin)
    {
        (Source, AuthorId, AuthorName) = (origin.Source, origin.AuthorId, origin.AuthorName);
        (DepartmentId, DepartmentName, UnitId, UnitName) = (origin.DepartmentId, origin.DepartmentName, origin.UnitId, origin.UnitName);
    }

    private void Write(ProposalText text, ProposalFrame frame)
    {
        (Title, Problem, Solution, Benefit) = (text.Title, text.Problem, text.Solution, text.Benefit);
        (CampaignSlug, CampaignTitle, GoalSlug, GoalTitle) = (frame.CampaignSlug, frame.CampaignTitle, frame.GoalSlug, frame.GoalTitle);
        (IsConfidential, ConfidentialReason) = (frame.ConfidentialReason is not null, frame.ConfidentialReason);
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
