using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using static IntranetInnovation.Proposals.Contracts.ProposalStatus;

namespace IntranetInnovation.Proposals;

/// <summary>What a person submits. The life it lives: Proposal.Steps.cs.</summary>
internal sealed partial class Proposal : IVersioned
{
    public const int ProvisionMax = 200;
    public const int WhyMax = 500;

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

    /// <summary>The manager or coach who wrote it down for the author; null when the author did.</summary>
    public PersonId? RegisteredById { get; private set; }

    public string? RegisteredByName { get; private set; }

    /// <summary>The whole workplace stands behind it.</summary>
    public bool IsWorkplaces { get; private set; }

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

    /// <summary>The provision by which an officer confirmed the secrecy; null until then.</summary>
    public string? SecrecyProvision { get; private set; }

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

    /// <summary>Where it stood when it was merged, so that it can go on from there.</summary>
    public ProposalStatus? StatusBeforeMerge { get; private set; }

    /// <summary>True when there are working notes: then who may read them is written with each change.</summary>
    public bool HasNotes { get; private set; }

    /// <summary>Counted from the rows of supporters whenever one is added or removed.</summary>
    public int Supports { get; private set; }

    /// <summary>The key it had where it came from, so that importing it again changes nothing.</summary>
    public string? ImportKey { get; private set; }

    public DateTime CreatedUtc { get; private set; }

    public DateTime? SubmittedUtc { get; private set; }

    public DateTime? AnsweredUtc { get; private set; }

    public DateTime? DecidedUtc { get; private set; }

    public PersonId? DecidedById { get; private set; }

    /// <summary>Since when it stands where it does; null for proposals from before this was kept.</summary>
    public DateTime? StatusUtc { get; private set; }

    public DateTime? ImplementedUtc { get; private set; }

    public IReadOnlyList<TimelineEntry> Timeline => timeline;

    public ProposalOrigin Origin => new(Source, AuthorId, AuthorName, DepartmentId, DepartmentName, UnitId, UnitName, RegisteredById, RegisteredByName, IsWorkplaces);

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
        proposal.StatusUtc = submittedUtc;
        proposal.keepsStatus = true;
        proposal.Tell(TimelineKind.Imported, Actor.System, nowUtc);
        return proposal;
    }

    public Result<Done> Rewrite(ProposalText text, ProposalOrigin origin, ProposalFrame frame)
    {
        if (Status != ProposalStatus.Draft)
        {
            return new Problem("Proposal.NotADraft", Kind: ProblemKind.Conflict);
        }

        Place(origin);
        Write(text, frame);
        return Done.Ok;
    }

    public Result<Done> Submit(int number, DateTime nowUtc) => Step(Submitted, TimelineKind.Submitted, Origin.Sender, nowUtc, then: () =>
    {
        (Number, SubmittedUtc, Maturity) = (number, nowUtc, Maturity.Improvement);
    });

    private void Place(ProposalOrigin origin)
    {
        (Source, AuthorId, AuthorName) = (origin.Source, origin.AuthorId, origin.AuthorName);
        (RegisteredById, RegisteredByName, IsWorkplaces) = (origin.RegisteredById, origin.RegisteredByName, origin.IsWorkplaces);
        (DepartmentId, DepartmentName, UnitId, UnitName) = (origin.DepartmentId, origin.DepartmentName, origin.UnitId, origin.UnitName);
    }

    private void Write(ProposalText text, ProposalFrame frame)
    {
        (Title, Problem, Solution, Benefit) = (text.Title, text.Problem, text.Solution, text.Benefit);
        (CampaignSlug, CampaignTitle, GoalSlug, GoalTitle) = (frame.CampaignSlug, frame.CampaignTitle, frame.GoalSlug, frame.GoalTitle);
        (IsConfidential, ConfidentialReason) = (frame.ConfidentialReason is not null, frame.ConfidentialReason);
    }
}
