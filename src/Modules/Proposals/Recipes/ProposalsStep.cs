using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Recipes;

/// <summary>A proposal of a demonstration. It is handed in, routed and handled by the same domain and engine as any other, at the times that the recipe says.</summary>
internal sealed record ProposalItem(
    string Key, string Title, string Problem, string Solution, string Benefit, string Author, string Source, string Department, string? Unit = null, string? AuthorName = null,
    string? RegisteredBy = null, string? Campaign = null, string? Goal = null, ConfidentialItem? Confidential = null, string? Submitted = null,
    IReadOnlyList<LifeItem>? Life = null, IReadOnlyList<CommentItem>? Comments = null, IReadOnlyList<string>? Supports = null);

internal sealed record ConfidentialItem(string Reason);

internal sealed record CommentItem(string By, string At, string Text);

internal sealed record LifeItem(
    string Do, string At, string By, string? Text = null, string? Motivation = null, string? Reason = null, string? Owner = null, string? Due = null, string? Effect = null,
    string? Evidence = null, string? Into = null);

internal sealed class ProposalsStep(
    AppDb db, Submission submission, IWorkflows workflows, IOrganisation organisation, ICampaigns campaigns, SupportCount counts) : RecipeStep<ProposalItem>
{
    private readonly Dictionary<string, PersonInfo?> people = [];

    public override string Name => "Proposals";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<ProposalItem> items, RecipeRun run, CancellationToken ct)
    {
        db.IsSilent = true; // Nobody gets mail of a past that was made up.
        try
        {
            foreach (var item in items.OrderBy(i => i.Submitted is null ? run.FirstStartUtc : run.Moment(i.Submitted)))
            {
                var key = $"recipe:{item.Key}";
                if (await db.Set<Proposal>().AnyAsync(p => p.ImportKey == key, ct))
                {
                    continue;
                }

                var made = await MakeAsync(item, key, run, ct);
                if (!made.Succeeded)
                {
                    return RecipeRun.Broken($"Proposals: {item.Key}: {made.Problems[0].Text} {string.Join(' ', made.Problems[0].Arguments)}");
                }

                await db.SaveChangesAsync(ct);
            }

            return Done.Ok;
        }
        finally
        {
            db.IsSilent = false;
        }
    }

    private async Task<Result<Done>> MakeAsync(ProposalItem item, string key, RecipeRun run, CancellationToken ct)
    {
        var department = (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Slug == item.Department);
        if (item.RegisteredBy is { } registered && await PersonAsync(registered, ct) is null)
        {
            return RecipeRun.Broken($"registeredBy {registered} is unknown");
        }

        if (department is null || ProposalSlugs.Source(item.Source) is not { } source || await PersonAsync(item.Author, ct) is not { } author)
        {
            return RecipeRun.Broken($"department {item.Department}, source {item.Source} or author {item.Author} is unknown");
        }

        var unit = department.Units.FirstOrDefault(u => u.Slug == item.Unit);
        var isStaff = source == ProposalSource.Staff;
        var registrar = item.RegisteredBy is null ? null : await PersonAsync(item.RegisteredBy, ct);
        var origin = new ProposalOrigin(
            source, isStaff ? author.Id : null, isStaff ? author.Name : item.AuthorName ?? "", department.Id, department.Name, unit?.Id, unit?.Name, registrar?.Id, registrar?.Name);
        var campaign = (await campaigns.AllAsync(ct)).FirstOrDefault(c => c.Slug == item.Campaign);
        var goal = (await organisation.GoalsAsync(ct)).FirstOrDefault(g => g.Slug == item.Goal);
        if ((item.Campaign is not null && campaign is null) || (item.Goal is not null && goal is null))
        {
            return RecipeRun.Broken($"campaign {item.Campaign} or goal {item.Goal} is unknown");
        }

        var submittedUtc = item.Submitted is null ? run.FirstStartUtc : run.Moment(item.Submitted);
        var proposal = Proposal.Draft(
            TypedId.New<ProposalId>(), new(item.Title, item.Problem, item.Solution, item.Benefit), origin,
            new(campaign?.Slug, campaign?.Title, goal?.Slug, goal?.Title, item.Confidential?.Reason), submittedUtc, key);
        if (item.Submitted is null)
        {
            db.Add(proposal);
            return Done.Ok;
        }

        var submitted = await submission.SubmitAsync(proposal, submittedUtc, ct);
        if (!submitted.Succeeded)
        {
            return Result<Done>.Refused(submitted.Problems);
        }

        await AddVoicesAsync(proposal, item, run, submittedUtc, ct);
        foreach (var act in item.Life ?? [])
        {
            await db.SaveChangesAsync(ct);
            var lived = await LiveAsync(proposal, act, run, ct);
            if (!lived.Succeeded)
            {
                return RecipeRun.Broken($"{act.Do} {act.By}: {lived.Problems[0].Text} {string.Join(' ', lived.Problems[0].Arguments)}");
            }
        }

        return Done.Ok;
    }

    private async Task AddVoicesAsync(Proposal proposal, ProposalItem item, RecipeRun run, DateTime submittedUtc, CancellationToken ct)
    {
        foreach (var comment in item.Comments ?? [])
        {
            var by = (await PersonAsync(comment.By, ct))!;
            db.Add(Comment.Write(proposal.Id, by.Id, by.Name, comment.Text, run.Moment(comment.At)).Value);
        }

        foreach (var userName in (item.Supports ?? []).Distinct())
        {
            db.Add(new Support { ProposalId = proposal.Id, PersonId = (await PersonAsync(userName, ct))!.Id, AtUtc = submittedUtc.AddDays(1) });
        }

        proposal.CountSupports((item.Supports ?? []).Distinct().Count());
    }

    private async Task<Result<Done>> LiveAsync(Proposal proposal, LifeItem act, RecipeRun run, CancellationToken ct)
    {
        var atUtc = run.Moment(act.At);
        var person = (await PersonAsync(act.By, ct))!;
        var by = new Actor(person.Id, person.Name);
        switch (act.Do)
        {
            case "review":
                return proposal.StartReview(by, atUtc);
            case "ask":
                return proposal.Ask(act.Text!, by, atUtc);
            case "answer":
                return proposal.Answer(act.Text!, by, atUtc);
            case "approve":
                return await CompleteAsync(proposal, "decision", "approved", person, atUtc, proposal.Approve(act.Motivation!, by, atUtc), ct);
            case "reject":
                var reason = Enum.GetValues<RejectionReason>().Single(r => Api.ProposalApi.Slug(r) == act.Reason);
                return await CompleteAsync(proposal, "decision", "rejected", person, atUtc, proposal.Reject(act.Motivation!, reason, by, atUtc), ct);
            case "start":
                var owner = (await PersonAsync(act.Owner!, ct))!;
                var started = proposal.StartImplementation(owner.Id, owner.Name, run.Moment(act.Due!), by, atUtc);
                return await CompleteAsync(proposal, "plan", "started", person, atUtc, started, ct);
            case "implement":
                return await CompleteAsync(proposal, "implementation", "implemented", person, atUtc, proposal.Implement(act.Effect!, act.Evidence, by, atUtc), ct);
            case "innovation":
                return proposal.MarkInnovation(act.Reason!, by, atUtc);
            case "withdraw":
                await workflows.CancelAsync(proposal.Subject, "Proposal.Why.Withdrawn", person.Id, atUtc, ct);
                return proposal.Withdraw(act.Reason ?? "", by, atUtc);
            case "merge":
                var into = $"recipe:{act.Into}";
                var other = await db.Set<Proposal>().SingleAsync(p => p.ImportKey == into, ct);
                await workflows.CancelAsync(proposal.Subject, "Proposal.Why.Merged", person.Id, atUtc, ct);
                var merged = proposal.MergeInto(other, by, atUtc);
                await db.SaveChangesAsync(ct);
                await counts.RecountAsync(proposal.Id, ct);
                return merged;
            default:
                return RecipeRun.Broken($"unknown act {act.Do}");
        }
    }

    private async Task<Result<Done>> CompleteAsync(
        Proposal proposal, string form, string action, PersonInfo by, DateTime atUtc, Result<Done> changed, CancellationToken ct)
    {
        if (!changed.Succeeded)
        {
            return changed;
        }

        var task = (await workflows.TasksAsync(proposal.Subject, ct)).FirstOrDefault(t => t.Form == form);
        if (task is null)
        {
            return RecipeRun.Broken($"no open task {form}");
        }

        // With the person's own rights: a recipe that lets the wrong person decide is wrong, and says so.
        var viewer = Viewer.Person(by.Id.Value, by.Name, await organisation.GrantsAsync(by.Id, ct));
        return await workflows.CompleteAsync(task.Id, action, viewer, atUtc, ct);
    }

    private async Task<PersonInfo?> PersonAsync(string userName, CancellationToken ct) =>
        people.TryGetValue(userName, out var known) ? known : people[userName] = await organisation.PersonAsync(userName, ct);
}
