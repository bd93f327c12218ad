using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Notifications.Listeners;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Notifications;

/// <summary>The messages that a workflow may send.</summary>
internal sealed class MessageChoices(ITexts texts) : IWorkflowChoices
{
    public string Source => ChoiceSources.Messages;

    public Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Choice>>([.. TellWhomTheWorkflowNames.Messages.Select(m => new Choice(m, texts[$"Workflow.Message.{m}"]))]);
}
