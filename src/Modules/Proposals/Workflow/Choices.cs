using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

internal sealed class CampaignChoices(ICampaigns campaigns) : IWorkflowChoices
{
    public string Source => ChoiceSources.Campaigns;

    public async Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) => [.. (await campaigns.AllAsync(ct)).Select(c => new Choice(c.Slug, c.Title))];
}

/// <summary>The statuses that a workflow meets: a draft is nobody's business yet.</summary>
internal sealed class StatusChoices(ITexts texts) : IWorkflowChoices
{
    public string Source => ChoiceSources.Statuses;

    public Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Choice>>(
        [.. Enum.GetValues<ProposalStatus>().Where(s => s != ProposalStatus.Draft).Select(s => new Choice(s.Slug(), texts[s.TextKey()]))]);

    public Task<string?> WordAsync(string value, CancellationToken ct) =>
        Task.FromResult(Enum.GetValues<ProposalStatus>().Where(s => s.Slug() == value).Select(s => texts.In("sv")[s.TextKey()]).FirstOrDefault());
}

/// <summary>What <see cref="SetStatusTask"/> can set.</summary>
internal sealed class SettableStatusChoices(ITexts texts) : IWorkflowChoices
{
    public string Source => ChoiceSources.SettableStatuses;

    public Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Choice>>([.. SetStatusTask.Settable.Select(s => new Choice(s.Slug(), texts[s.TextKey()]))]);
}

internal sealed class SourceChoices(ITexts texts) : IWorkflowChoices
{
    public string Source => ChoiceSources.Sources;

    public Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Choice>>([.. Enum.GetValues<ProposalSource>().Select(s => new Choice(s.Slug(), texts[s.TextKey()]))]);

    public Task<string?> WordAsync(string value, CancellationToken ct) =>
        Task.FromResult(Enum.GetValues<ProposalSource>().Where(s => s.Slug() == value).Select(s => texts.In("sv")[s.TextKey()]).FirstOrDefault());
}
