using System.Text.Json.Nodes;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Proposals.Import;

/// <summary>What became of an import.</summary>
internal sealed record ImportReport(int Added, int AlreadyThere, IReadOnlyList<(int Line, string Fault)> Bad);

/// <summary>
/// Proposals from another system. Date and status stay as given; open ones get somebody who answers and a task due from today; nobody is told of the past.
/// The same file twice changes nothing. Batches of fifty, each a transaction: what was read before a stop is kept, and the next run goes on.
/// </summary>
internal sealed class ProposalImport(IServiceScopeFactory scopes, RecipeRunner recipes, TimeProvider clock)
{
    private const int Batch = 50;

    public async Task<ImportReport> RunAsync(IReadOnlyList<string> lines, bool create, Action<int> done, CancellationToken ct)
    {
        var bad = new List<(int, string)>();
        var good = new List<(int Number, ImportLine Line)>();
        foreach (var (number, json) in lines.Select((l, i) => (i + 1, l)).Where(l => !string.IsNullOrWhiteSpace(l.l)))
        {
            var (line, fault) = ImportLine.Read(json);
            if (line is null)
            {
                bad.Add((number, fault!));
            }
            else
            {
                good.Add((number, line));
            }
        }

        if (create)
        {
            await CreateMissingAsync(good.Select(g => g.Line).ToList(), ct);
        }

        var (added, there) = (0, 0);
        foreach (var batch in good.Chunk(Batch))
        {
            await using var scope = scopes.CreateSystemScope("import");
            var one = ActivatorUtilities.CreateInstance<ProposalImportBatch>(scope.ServiceProvider);
            var result = await scope.Db().TransactAsync<ImportReport>(token => one.RunAsync(batch, clock.GetUtcNow().UtcDateTime, token), ct);
            added += result.Value.Added;
            there += result.Value.AlreadyThere;
            bad.AddRange(result.Value.Bad);
            done(batch.Length);
        }

        return new(added, there, [.. bad.OrderBy(b => b.Item1)]);
    }

    // By the same recipe steps as everybody else: nothing is made in another module's tables from here.
    private async Task CreateMissingAsync(List<ImportLine> lines, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("import");
        var departments = await scope.ServiceProvider.GetRequiredService<IOrganisation>().DepartmentsAsync(ct);
        var campaigns = await scope.ServiceProvider.GetRequiredService<ICampaigns>().AllAsync(ct);
        var texts = scope.ServiceProvider.GetRequiredService<ITexts>();
        var steps = new JsonArray();
        var newDepartments = lines.GroupBy(l => l.Department).Where(g => departments.All(d => d.Name != g.Key)).Select(g => new JsonObject
        {
            ["slug"] = Slugs.Of(g.Key, "forvaltning"),
            ["name"] = g.Key,
            ["authority"] = g.Key,
        }).ToArray<JsonNode>();
        var newCampaigns = lines.Where(l => l.Campaign is not null).GroupBy(l => l.Campaign!)
            .Where(g => Slugs.Is(g.Key) && campaigns.All(c => c.Slug != g.Key)).Select(g => new JsonObject
            {
                ["slug"] = g.Key,
                ["title"] = g.Key.Replace('-', ' '),
                ["lead"] = g.Key.Replace('-', ' '),
                ["why"] = "",
                ["lookingFor"] = "",
                ["afterwards"] = "",
                ["kind"] = "internal",
                ["opens"] = g.Min(l => l.SubmittedDay).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                ["closes"] = g.Max(l => l.SubmittedDay).AddDays(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                ["callToAction"] = texts["Proposal.Menu.New"],
                ["accent"] = "#1f5f6f",
            }).ToArray<JsonNode>();
        steps.Add(new JsonObject { ["name"] = "Departments", ["data"] = new JsonArray(newDepartments) });
        steps.Add(new JsonObject { ["name"] = "Campaigns", ["data"] = new JsonArray(newCampaigns) });
        var made = await recipes.RunAsync("import", [.. steps.Select(s => s!.AsObject())], ct);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', made.Problems[0].Arguments));
        }
    }
}

/// <summary>Fifty lines in one unit of work.</summary>
internal sealed class ProposalImportBatch(AppDb db, Submission submission, IWorkflows workflows, IOrganisation organisation, ICampaigns campaigns)
{
    public async Task<Result<ImportReport>> RunAsync(IReadOnlyList<(int Number, ImportLine Line)> lines, DateTime nowUtc, CancellationToken ct)
    {
        db.IsSilent = true;
        var keys = lines.Select(l => (string?)l.Line.Key).ToList();
        var there = await db.Set<Proposal>().Where(p => keys.Contains(p.ImportKey)).Select(p => p.ImportKey!).ToHashSetAsync(ct);
        var departments = await organisation.DepartmentsAsync(ct);
        var known = await campaigns.AllAsync(ct);
        var (added, skipped) = (0, 0);
        var bad = new List<(int, string)>();
        foreach (var (number, line) in lines)
        {
            var department = departments.FirstOrDefault(d => string.Equals(d.Name, line.Department, StringComparison.OrdinalIgnoreCase));
            var campaign = known.FirstOrDefault(c => c.Slug == line.Campaign);
            if (!there.Add(line.Key))
            {
                skipped++;
            }
            else if (department is null)
            {
                bad.Add((number, $"department: {line.Department}"));
            }
            else if (line.Campaign is not null && campaign is null)
            {
                bad.Add((number, $"campaign: {line.Campaign}"));
            }
            else
            {
                await AddAsync(line, department, campaign, nowUtc, ct);
                added++;
            }
        }

        return new ImportReport(added, skipped, bad);
    }

    private async Task AddAsync(ImportLine line, DepartmentInfo department, CampaignInfo? campaign, DateTime nowUtc, CancellationToken ct)
    {
        var unit = department.Units.FirstOrDefault(u => string.Equals(u.Name, line.Unit, StringComparison.OrdinalIgnoreCase));
        var status = ProposalSlugs.Status(line.Status)!.Value;
        var proposal = Proposal.Imported(
            TypedId.New<ProposalId>(),
            await db.NextNumberAsync(Submission.Counter, ct),
            new(line.Title, line.Problem, line.Solution, line.Benefit ?? ""),
            new(ProposalSlugs.Source(line.Source)!.Value, null, "", department.Id, department.Name, unit?.Id, unit?.Name ?? line.Unit),
            new(campaign?.Slug, campaign?.Title, null, null, null),
            status,
            SwedishTime.AtClock(line.SubmittedDay, new(12, 0)),
            line.Key,
            nowUtc);
        db.Add(proposal);
        if (!ProposalLife.IsOpen(status))
        {
            return;
        }

        await submission.RouteAsync(proposal, nowUtc, ct);
        if (status is ProposalStatus.Approved or ProposalStatus.BeingImplemented)
        {
            await ForwardAsync(proposal, "decision", "approved", nowUtc, ct);
        }

        if (status == ProposalStatus.BeingImplemented)
        {
            await ForwardAsync(proposal, "plan", "started", nowUtc, ct);
        }
    }

    // The flow is brought to where the proposal already stands.
    private async Task ForwardAsync(Proposal proposal, string form, string action, DateTime nowUtc, CancellationToken ct)
    {
        foreach (var task in (await workflows.TasksAsync(proposal.Subject, ct)).Where(t => t.Form == form))
        {
            await workflows.CompleteAsync(task.Id, action, Viewer.System("import"), nowUtc, ct);
        }
    }
}
