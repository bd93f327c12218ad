using System.Globalization;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>
/// Tells the flows what has happened to proposals, each time once. After the commit: nobody who comments or supports waits for it, and what a flow then does to the proposal cannot get in their
/// way.
/// </summary>
internal sealed class TellWorkflows(IWorkflows workflows, TimeProvider clock)
    : IListener<ProposalStatusChanged>, IListener<CommentWritten>, IListener<SupportCounted>, IListener<CampaignTurned>, IListener<QuestionAnswered>
{
    public Task HandleAsync(ProposalStatusChanged e, EventStamp at, CancellationToken ct) =>
        TellAsync(ProposalStatusChangedEvent.Name, e.ProposalId, null, ct, (ProposalStatusChangedEvent.ToFact, e.To));

    public Task HandleAsync(CommentWritten e, EventStamp at, CancellationToken ct) =>
        TellAsync(ProposalCommentedEvent.Name, e.ProposalId, e.By, ct, (ProposalCommentedEvent.OfficialFact, e.IsOfficial ? "true" : "false"));

    public Task HandleAsync(SupportCounted e, EventStamp at, CancellationToken ct) => TellAsync(
        SupportReachedEvent.Name, e.ProposalId, null, ct, (SupportReachedEvent.BeforeFact, Text(e.Before)), (SupportReachedEvent.AfterFact, Text(e.After)));

    public Task HandleAsync(CampaignTurned e, EventStamp at, CancellationToken ct) =>
        TellAsync(e.Opened ? CampaignOpenedEvent.Name : CampaignClosedEvent.Name, e.ProposalId, null, ct);

    public Task HandleAsync(QuestionAnswered e, EventStamp at, CancellationToken ct) => TellAsync(ProposalEditedEvent.Name, e.ProposalId, e.By, ct);

    private Task TellAsync(string name, ProposalId proposal, PersonId? by, CancellationToken ct, params (string Name, string Value)[] facts) => workflows.TriggerAsync(
        name, new(ProposalSubjects.TypeName, proposal.Value), by, clock.GetUtcNow().UtcDateTime, ct, facts.ToDictionary(f => f.Name, f => f.Value));

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
