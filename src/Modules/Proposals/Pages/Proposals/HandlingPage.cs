using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>A page on which the task of one form is done. Shown to the one who has the task.</summary>
internal abstract class HandlingPage(Handling handling, ITexts texts, string form) : ProposalPage(texts)
{
    /// <summary>The open task.</summary>
    public WorkflowTaskInfo OpenTask { get; private set; } = null!;

    protected Handling Handling => handling;

    protected override async Task<Result<Proposal>> GuardAsync(int number, CancellationToken ct)
    {
        var found = await handling.FindAsync(number, form, ct);
        if (!found.Succeeded)
        {
            return Result<Proposal>.Refused(found.Problems);
        }

        OpenTask = found.Value.Task;
        return found.Value.Proposal;
    }
}
