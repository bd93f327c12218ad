using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Workflow;

/// <summary>
/// Begins a good example about the implemented proposal, for an editor to go on with. Publishes nothing. A proposal has one example, so it does nothing the second time; what only
/// those concerned may know, and what is not implemented, gets none. It has no properties.
/// </summary>
internal sealed class CreateGoodExampleDraftTask(AppDb db, IProposals proposals, IOrganisation organisation, ITexts texts) : IActivity
{
    public static string Name => nameof(CreateGoodExampleDraftTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static ActivityForm Form => new(ActivityGroup.Subject);

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        // While the past is written (imports, demonstrations): no editor wants a draft of all that was ever implemented.
        if (db.IsSilent)
        {
            return ActivityResult.Done();
        }

        var id = new ProposalId(context.Subject.Ref.Id);
        var proposal = await proposals.FindAsync(id, ct) ?? throw new InvalidOperationException("The proposal is gone.");
        if (GoodExample.MayTellOf(proposal) is { Succeeded: false } refused)
        {
            return ActivityResult.Done(refused.Problems[0].Text);
        }

        if (db.Set<GoodExample>().Local.Any(e => e.ProposalId == id) || await db.Set<GoodExample>().AnyAsync(e => e.ProposalId == id, ct))
        {
            return ActivityResult.Done("GoodExample.Why.Begun");
        }

        var body = FromProposal.Draft(proposal, await organisation.GoalsAsync(ct), texts.In("sv"));
        var draft = GoodExample.Create(await db.FreeSlugAsync(body.Title, ct), body, id, by: null, context.NowUtc);
        db.Add(draft.Value);
        return ActivityResult.Done("GoodExample.Why.Draft");
    }
}
