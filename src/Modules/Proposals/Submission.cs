using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals;

/// <summary>
/// Handing in: number, status and routing in the caller's one transaction, so that no proposal is ever without someone who answers for it. Used by the form, the API,
/// recipes and imports.
/// </summary>
internal sealed class Submission(AppDb db, IWorkflows workflows, ITexts texts)
{
    public const string Counter = "proposal";

    /// <summary>The proposal is new or a tracked draft. The caller is inside TransactAsync.</summary>
    public async Task<Result<Proposal>> SubmitAsync(Proposal proposal, DateTime nowUtc, CancellationToken ct)
    {
        if (db.Entry(proposal).State == Microsoft.EntityFrameworkCore.EntityState.Detached)
        {
            db.Add(proposal);
        }

        var submitted = proposal.Submit(await db.NextNumberAsync(Counter, ct), nowUtc);
        if (!submitted.Succeeded)
        {
            return Result<Proposal>.Refused(submitted.Problems);
        }

        await RouteAsync(proposal, nowUtc, ct);
        db.Raise(new ProposalSubmitted(proposal.Id, proposal.Number, proposal.AuthorId));
        return proposal;
    }

    /// <summary>Lets the workflows find who answers. When none does (all disabled, or the flow has faulted), the central idea coach is asked: never nobody.</summary>
    public async Task RouteAsync(Proposal proposal, DateTime nowUtc, CancellationToken ct)
    {
        await workflows.TriggerAsync("ProposalSubmittedEvent", proposal.Subject, proposal.AuthorId, nowUtc, ct);
        if (proposal.AssigneePrincipal is null)
        {
            proposal.AssignTo(new(null, Roles.CentralIdeaCoach, null, texts.In("sv")[$"Workflow.Role.{Roles.CentralIdeaCoach}"]), nowUtc);
        }
    }
}
