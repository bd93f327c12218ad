using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.GoodExamples;

/// <summary>An idea that is new, useful and put to use, told so that others can do the same.</summary>
internal sealed class GoodExample : Content<GoodExampleBody>
{
    private GoodExample()
    {
    }

    private GoodExample(string slug, GoodExampleBody body, ProposalId? proposal, Guid? by, DateTime nowUtc)
        : base(slug, body, by, nowUtc)
    {
        Id = TypedId.New<GoodExampleId>();
        ProposalId = proposal;
    }

    public GoodExampleId Id { get; private set; }

    /// <summary>The proposal that it tells of; null for what came another way. A proposal has one example at most.</summary>
    public ProposalId? ProposalId { get; private set; }

    /// <summary>The department of the published version, for the archive's filter.</summary>
    public DepartmentId? PublishedDepartmentId { get; private set; }

    /// <summary>When readers last got a new text, UTC: a draft being written must not show in the feed's dates. Null until the first publishing, and kept when withdrawn.</summary>
    public DateTime? RevisedUtc { get; private set; }

    /// <summary>A draft; refused when it has mistakes, see <see cref="GoodExampleBody.CheckDraft"/>.</summary>
    public static Result<GoodExample> Create(string slug, GoodExampleBody body, ProposalId? proposal, Guid? by, DateTime nowUtc)
    {
        var problems = body.CheckDraft();
        return problems.Count > 0 ? Result<GoodExample>.Refused(problems) : new GoodExample(slug, body, proposal, by, nowUtc);
    }

    /// <summary>Only what is done can be told, and only what everyone may know. Null for an example without a proposal, which is always fine.</summary>
    public static Result<Done> MayTellOf(ProposalRow? proposal) => proposal switch
    {
        { IsConfidential: true } => new Problem("GoodExample.Confidential", Kind: ProblemKind.Conflict),
        { Status: not ProposalStatus.Implemented } => new Problem("GoodExample.NotImplemented", Kind: ProblemKind.Conflict),
        _ => Done.Ok,
    };

    /// <summary>Replaces the draft; what readers see stays.</summary>
    public Result<Done> Edit(GoodExampleBody body, Guid? by, DateTime nowUtc)
    {
        var problems = body.CheckDraft();
        if (problems.Count > 0)
        {
            return Result<Done>.Refused(problems);
        }

        // A text saved as it was is no draft, or it would be called unpublished for nothing.
        if (Working != body)
        {
            SaveDraft(body, by, nowUtc);
        }

        return Done.Ok;
    }

    /// <summary>Shows the newest text to readers. The value is true the first time, also when it was withdrawn in between.</summary>
    /// <param name="by">Person, or null for the system.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="fromUtc">The date that it carries; null means now, or the date it already has.</param>
    public Result<bool> Tell(Guid? by, DateTime nowUtc, DateTime? fromUtc = null)
    {
        var problems = Working.CheckPublishing();
        if (problems.Count > 0)
        {
            return Result<bool>.Refused(problems);
        }

        var first = RevisedUtc is null;
        Publish(by, nowUtc, fromUtc);
        PublishedDepartmentId = Published!.DepartmentId;
        RevisedUtc = first ? PublishedUtc : nowUtc;
        return first;
    }
}
