using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>
/// Moves a proposal to a status that needs no words of anyone: <c>assigned</c> (to the one AssignTask found) or <c>under-review</c>. All other statuses are set by the person
/// who decides, with a motivation.
/// </summary>
internal sealed class SetStatusTask(AppDb db) : IActivity
{
    public static readonly ProposalStatus[] Settable = [ProposalStatus.Assigned, ProposalStatus.UnderReview];

    public static string Name => "SetStatusTask";

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static ActivityForm Form => new(
        ActivityGroup.Subject, new ActivityField("Status", FieldKind.Choice) { Required = true, Source = ChoiceSources.SettableStatuses });

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var proposal = await ProposalSubjects.LoadAsync(db, new(context.Subject.Ref.Id), ct) ?? throw new InvalidOperationException("The proposal is gone.");
        switch (ProposalSlugs.Status(context.Text("Status")))
        {
            case ProposalStatus.Assigned when context.Assignee is { } assignee:
                proposal.AssignTo(assignee, context.NowUtc);
                return ActivityResult.Done("Proposal.Why.Assigned", assignee.Name);
            case ProposalStatus.UnderReview:
                proposal.StartReview(Actor.System, context.NowUtc);
                return ActivityResult.Done("Proposal.Why.UnderReview");
            default:
                throw new InvalidOperationException($"SetStatusTask cannot set {context.Text("Status")} here.");
        }
    }
}
