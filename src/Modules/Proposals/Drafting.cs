using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>What the form and the API take from a person. Author, department, status and number never come from outside.</summary>
internal sealed record ProposalInput(
    string? Title, string? Problem, string? Solution, string? Benefit, string? Campaign, string? Goal, bool Confidential, string? ConfidentialReason);

/// <summary>From what a person wrote to a draft or a submitted proposal.</summary>
internal sealed class Drafting(AppDb db, Submission submission, IOrganisation organisation, ICampaigns campaigns, CurrentUser user, TimeProvider clock)
{
    /// <summary>
    /// Saves under <paramref name="key"/>, which the form carries: the same form sent twice finds the proposal that it made the first time.
    /// A draft needs only a title; handing in needs all.
    /// </summary>
    public async Task<Result<Proposal>> SaveAsync(ProposalId key, ProposalInput input, bool submit, CancellationToken ct)
    {
        var read = await ReadAsync(input, submit, ct);
        if (!read.Succeeded)
        {
            return Result<Proposal>.Refused(read.Problems);
        }

        var saved = await db.TransactAsync<Proposal>(token => WriteAsync(key, read.Value.Text, read.Value.Frame, submit, token), ct);

        // The other click was first, by a hair: then its proposal is there, and it is this one.
        var otherWasFirst = !saved.Succeeded && saved.Problems[0].Kind == ProblemKind.Conflict;
        return otherWasFirst && await MineAsync(key, ct) is { } first ? first : saved;
    }

    /// <summary>The viewer's own proposal of that key, tracked, or null.</summary>
    public Task<Proposal?> MineAsync(ProposalId key, CancellationToken ct)
    {
        var me = new PersonId(user.PersonId);
        return db.Set<Proposal>().FirstOrDefaultAsync(p => p.Id == key && p.AuthorId == me, ct);
    }

    private async Task<Result<Proposal>> WriteAsync(ProposalId key, ProposalText text, ProposalFrame frame, bool submit, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var proposal = await MineAsync(key, ct);
        if (proposal is { Status: not ProposalStatus.Draft })
        {
            return proposal; // Sent already: a double click or a reload.
        }

        if (proposal is null)
        {
            proposal = Proposal.Draft(key, text, await OriginAsync(ct), frame, nowUtc);
            db.Add(proposal);
        }
        else
        {
            proposal.Rewrite(text, frame);
        }

        return submit ? await submission.SubmitAsync(proposal, nowUtc, ct) : proposal;
    }

    private async Task<ProposalOrigin> OriginAsync(CancellationToken ct)
    {
        var me = await organisation.PersonAsync(new PersonId(user.PersonId), ct) ?? throw new InvalidOperationException("The signed-in person is gone.");
        var department = (await organisation.DepartmentsAsync(ct)).Single(d => d.Id == me.DepartmentId);
        var unit = department.Units.FirstOrDefault(u => u.Id == me.UnitId);
        return new(ProposalSource.Staff, me.Id, me.Name, department.Id, department.Name, unit?.Id, unit?.Name);
    }

    private async Task<Result<(ProposalText Text, ProposalFrame Frame)>> ReadAsync(ProposalInput input, bool submit, CancellationToken ct)
    {
        var problems = new List<Problem>();
        string Field(string? value, string name, int max, bool needed)
        {
            var written = (value ?? "").Trim();
            if (needed && written.Length == 0)
            {
                problems.Add(new($"Proposal.{name}Missing", name));
            }
            else if (written.Length > max)
            {
                problems.Add(new("Proposal.TooLong", name) { Arguments = [max] });
            }

            return written;
        }

        var text = new ProposalText(
            Field(input.Title, nameof(input.Title), ProposalText.TitleMax, needed: true),
            Field(input.Problem, nameof(input.Problem), ProposalText.BodyMax, submit),
            Field(input.Solution, nameof(input.Solution), ProposalText.BodyMax, submit),
            Field(input.Benefit, nameof(input.Benefit), ProposalText.BodyMax, needed: false));
        var reason = input.Confidential ? Field(input.ConfidentialReason, nameof(input.ConfidentialReason), ProposalFrame.ReasonMax, submit) : null;
        var campaign = await CampaignAsync(input.Campaign, problems, ct);
        var goal = string.IsNullOrEmpty(input.Goal) ? null : (await organisation.GoalsAsync(ct)).FirstOrDefault(g => g.Slug == input.Goal);
        if (goal is null && !string.IsNullOrEmpty(input.Goal))
        {
            problems.Add(new("Proposal.GoalUnknown", nameof(input.Goal)));
        }

        return problems.Count > 0
            ? Result<(ProposalText, ProposalFrame)>.Refused(problems)
            : (text, new ProposalFrame(campaign?.Slug, campaign?.Title, goal?.Slug, goal?.Title, reason));
    }

    private async Task<CampaignInfo?> CampaignAsync(string? slug, List<Problem> problems, CancellationToken ct)
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
        else if (!campaign.IsOpenAt(clock.GetUtcNow().UtcDateTime))
        {
            problems.Add(new("Proposal.CampaignClosed", nameof(ProposalInput.Campaign)) { Arguments = [campaign.Title] });
        }

        return campaign;
    }
}
