using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.Waivers;

internal readonly record struct WaiverId(Guid Value) : ITypedId<WaiverId>
{
    public static WaiverId From(Guid value) => new(value);
}

internal enum WaiverStatus
{
    Requested,
    TakenBack,
    Refused,
    Granted,
    Accepted,
}

/// <summary>Who sees a waiver, and whether they decide it.</summary>
internal sealed class WaiverAccess
{
    public required WaiverId WaiverId { get; init; }

    public required string Principal { get; init; }

    public required bool Decides { get; init; }
}

/// <summary>
/// One person's waiver for one proposal. Its rows of access say who sees it and who decides it; nobody decides on one's own. A granted one names the version of the text that
/// it grants, and that very version is accepted.
/// </summary>
internal sealed class Waiver : IVersioned
{
    public const int ReasonMax = 4_000;

    private readonly List<WaiverAccess> access = [];

    private Waiver()
    {
    }

    public WaiverId Id { get; private set; }

    public int Version { get; private set; }

    public ProposalId ProposalId { get; private set; }

    public int ProposalNumber { get; private set; }

    /// <summary>As it was when the waiver was asked for.</summary>
    public string ProposalTitle { get; private set; } = "";

    public PersonId PersonId { get; private set; }

    public string PersonName { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public DateTime RequestedUtc { get; private set; }

    public WaiverStatus Status { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    public string? DecisionReason { get; private set; }

    public DateTime? DecidedUtc { get; private set; }

    /// <summary>Number of the text that was granted; null before, and when refused.</summary>
    public int? TextNumber { get; private set; }

    public DateTime? AcceptedUtc { get; private set; }

    public IReadOnlyList<WaiverAccess> Access => access;

    /// <summary>Asks; refused without a reason.</summary>
    /// <param name="proposal">One of the person's own; that is for the caller to know.</param>
    /// <param name="person">Who wants to develop the idea.</param>
    /// <param name="reason">Why, and what for.</param>
    /// <param name="deciders">Principals of those who may decide.</param>
    /// <param name="nowUtc">UTC.</param>
    public static Result<Waiver> Ask(ProposalRow proposal, PersonInfo person, string reason, IReadOnlyList<string> deciders, DateTime nowUtc)
    {
        if (Said(reason) is { } problem)
        {
            return problem;
        }

        var waiver = new Waiver
        {
            Id = TypedId.New<WaiverId>(),
            ProposalId = proposal.Id,
            ProposalNumber = proposal.Number,
            ProposalTitle = proposal.Title,
            PersonId = person.Id,
            PersonName = person.Name,
            Reason = reason,
            RequestedUtc = nowUtc,
        };
        waiver.Let(Principal.Person(person.Id.Value), decides: false);
        foreach (var decider in deciders)
        {
            waiver.Let(decider, decides: true);
        }

        return waiver;
    }

    /// <summary>True for those who were given the decision, except the person who asks.</summary>
    public bool IsDecidedBy(Viewer viewer) =>
        viewer.PersonId is { } id && id != PersonId.Value && access.Any(a => a.Decides && viewer.Principals.Contains(a.Principal));

    public bool IsOf(Viewer viewer) => viewer.PersonId == PersonId.Value;

    public Result<Done> Grant(WaiverText text, string reason, Viewer by, DateTime nowUtc) =>
        Decided(WaiverStatus.Granted, reason, by, nowUtc, then: () => TextNumber = text.Number);

    public Result<Done> Refuse(string reason, Viewer by, DateTime nowUtc) => Decided(WaiverStatus.Refused, reason, by, nowUtc);

    /// <summary>The person accepts the text that was granted.</summary>
    /// <param name="shown">Number of the text that the person has read.</param>
    /// <param name="by">Must be the one who asked.</param>
    /// <param name="nowUtc">UTC.</param>
    public Result<Done> Accept(int shown, Viewer by, DateTime nowUtc)
    {
        if (!IsOf(by))
        {
            return new Problem("Waiver.NotYours", Kind: ProblemKind.Forbidden);
        }

        if (Status != WaiverStatus.Granted || TextNumber != shown)
        {
            return new Problem("Waiver.NotGranted", Kind: ProblemKind.Conflict);
        }

        (Status, AcceptedUtc) = (WaiverStatus.Accepted, nowUtc);
        return Done.Ok;
    }

    /// <summary>The person no longer asks. What is decided stays decided.</summary>
    public Result<Done> TakeBack(Viewer by)
    {
        if (!IsOf(by))
        {
            return new Problem("Waiver.NotYours", Kind: ProblemKind.Forbidden);
        }

        if (Status != WaiverStatus.Requested)
        {
            return new Problem("Waiver.AlreadyDecided", Kind: ProblemKind.Conflict);
        }

        Status = WaiverStatus.TakenBack;
        return Done.Ok;
    }

    /// <summary>
    /// Fewer see the proposal from now on, and so its waivers: of those who decide only these remain. Whoever has decided still sees what came of it.
    /// </summary>
    /// <param name="deciders">Principals.</param>
    public void Narrow(IReadOnlyCollection<string> deciders)
    {
        var lost = access.RemoveAll(a => a.Decides && !deciders.Contains(a.Principal)) > 0;
        if (lost && DecidedBy is { } decider)
        {
            Let(Principal.Person(decider.Value), decides: false);
        }
    }

    private Result<Done> Decided(WaiverStatus status, string reason, Viewer by, DateTime nowUtc, Action? then = null)
    {
        if (!IsDecidedBy(by))
        {
            return new Problem("Waiver.NotYours", Kind: ProblemKind.Forbidden);
        }

        if (Status != WaiverStatus.Requested)
        {
            return new Problem("Waiver.AlreadyDecided", Kind: ProblemKind.Conflict);
        }

        if (Said(reason) is { } problem)
        {
            return problem;
        }

        (Status, DecisionReason, DecidedUtc) = (status, reason, nowUtc);
        (DecidedBy, DecidedByName) = (new(by.PersonId!.Value), by.Name);
        then?.Invoke();
        return Done.Ok;
    }

    private static Problem? Said(string reason) => string.IsNullOrWhiteSpace(reason)
        ? new("Waiver.ReasonMissing", "Reason")
        : reason.Length > ReasonMax ? new("Waiver.TooLong", "Reason") { Arguments = [ReasonMax] } : null;

    private void Let(string principal, bool decides) => access.Add(new() { WaiverId = Id, Principal = principal, Decides = decides });
}
