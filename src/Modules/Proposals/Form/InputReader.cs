using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Proposals.Form;

/// <summary>From what a person wrote to what a proposal holds, with everything that is wrong with it at once. A draft needs only a title; handing in needs all.</summary>
internal sealed class InputReader(IOrganisation organisation, ICampaigns campaigns, NamedPeople people, Registration registration, TimeProvider clock)
{
    public async Task<Result<ReadInput>> ReadAsync(ProposalInput input, SaveMode mode, CancellationToken ct)
    {
        var submit = mode == SaveMode.AndSubmit;
        var problems = new List<Problem>();
        var text = new ProposalText(
            Written(Cleaned.Line(input.Title), nameof(input.Title), ProposalText.TitleMax, needed: true, problems),
            Written(Cleaned.Text(input.Problem), nameof(input.Problem), ProposalText.BodyMax, submit, problems),
            Written(Cleaned.Text(input.Solution), nameof(input.Solution), ProposalText.BodyMax, submit, problems),
            Written(Cleaned.Text(input.Benefit), nameof(input.Benefit), ProposalText.BodyMax, needed: false, problems));
        var reason = input.Confidential
            ? Written(Cleaned.Text(input.ConfidentialReason), nameof(input.ConfidentialReason), ProposalFrame.ReasonMax, submit, problems)
            : null;

        // While somebody writes, what cannot be read yet is no mistake.
        var later = mode == SaveMode.Quietly ? [] : problems;
        var campaign = await CampaignAsync(input.Campaign, submit, later, ct);
        var goal = string.IsNullOrEmpty(input.Goal) ? null : (await organisation.GoalsAsync(ct)).FirstOrDefault(g => g.Slug == input.Goal);
        if (goal is null && !string.IsNullOrEmpty(input.Goal))
        {
            later.Add(new("Proposal.GoalUnknown", nameof(input.Goal)));
        }

        var answers = AnswerReader.Read(campaign, input, submit, later);
        var coAuthors = await people.ReadAsync(input.CoAuthors, nameof(input.CoAuthors), CoAuthor.Most, later, ct);
        var registered = input.For is null ? null : await registration.ReadAsync(input.For, later, ct);
        return problems.Count > 0
            ? Result<ReadInput>.Refused(problems)
            : new ReadInput(text, new(campaign?.Slug, campaign?.Title, goal?.Slug, goal?.Title, reason), registered, input.IsWorkplaces, coAuthors, answers);
    }

    private static string Written(string written, string field, int max, bool needed, List<Problem> problems)
    {
        if (needed && written.Length == 0)
        {
            problems.Add(new($"Proposal.{field}Missing", field));
        }
        else if (written.Length > max)
        {
            problems.Add(new("Proposal.TooLong", field) { Arguments = [max] });
        }

        return written;
    }

    private async Task<CampaignInfo?> CampaignAsync(string? slug, bool submit, List<Problem> problems, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(slug))
        {
            return null;
        }

        var campaign = await campaigns.FindAsync(slug, ct);
        if (campaign is null)
        {
            problems.Add(new("Proposal.CampaignUnknown", nameof(ProposalInput.Campaign)));
        }
        else if (submit && !campaign.IsOpenAt(clock.GetUtcNow().UtcDateTime))
        {
            problems.Add(new("Proposal.CampaignClosed", nameof(ProposalInput.Campaign)) { Arguments = [campaign.Title] });
        }

        return campaign;
    }
}
