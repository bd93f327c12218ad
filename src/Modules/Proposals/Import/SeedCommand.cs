using System.CommandLine;
using System.Globalization;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace IntranetInnovation.Proposals.Import;

/// <summary>Fills the bank with made-up proposals, for measuring. Their sentences are shuffled from those that are there; the same number gives the same proposals.</summary>
internal sealed class SeedCommand(IServiceScopeFactory scopes, TimeProvider clock) : IConsoleCommand
{
    private const int Batch = 500;

    private static readonly ProposalStatus[] Ends =
        [ProposalStatus.Implemented, ProposalStatus.Implemented, ProposalStatus.Rejected, ProposalStatus.Rejected, ProposalStatus.Withdrawn];

    public string Group => "";

    public Command Build()
    {
        var count = new Argument<int>("N");
        var command = new Command("seed", "Add N made-up proposals, for measuring") { count };
        command.SetAction((parsed, ct) => RunAsync(Math.Clamp(parsed.GetValue(count), 1, 2_000_000), ct));
        return command;
    }

    private async Task<int> RunAsync(int count, CancellationToken ct)
    {
        using var reading = scopes.CreateScope();
        var texts = reading.ServiceProvider.GetRequiredService<ITexts>();
        var sentences = await SentencesAsync(ct);
        if (sentences.Count < 10)
        {
            await Console.Error.WriteLineAsync(texts["Proposal.Seed.NoTexts"]);
            return 1;
        }

        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask(Markup.Escape(texts["Proposal.Seed.Progress"]), maxValue: count);
            for (var first = 0; first < count; first += Batch)
            {
                await using var scope = scopes.CreateSystemScope("seed");
                var (from, until) = (first, Math.Min(count, first + Batch));
                await scope.Db().TransactAsync<Done>(token => AddAsync(scope.ServiceProvider, sentences, from, until, token), ct);
                bar.Increment(until - from);
            }
        });
        return 0;
    }

    private async Task<List<string>> SentencesAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("seed");
        var rows = await scope.ServiceProvider.GetRequiredService<IProposals>().Rows
            .Where(p => !p.IsConfidential && p.Status != ProposalStatus.Draft && p.Status != ProposalStatus.Withdrawn).OrderBy(p => p.Number).Take(500)
            .Select(p => p.Problem + " " + p.Solution + " " + p.Benefit).ToListAsync(ct);
        return [.. rows.SelectMany(r => r.Split(". ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(s => s.Length > 20).Distinct()];
    }

    private async Task<Result<Done>> AddAsync(IServiceProvider scope, List<string> sentences, int from, int until, CancellationToken ct)
    {
        var db = scope.GetRequiredService<AppDb>();
        db.IsSilent = true;
        var departments = await scope.GetRequiredService<IOrganisation>().DepartmentsAsync(ct);
        var campaigns = await scope.GetRequiredService<ICampaigns>().AllAsync(ct);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        for (var i = from; i < until; i++)
        {
            var random = new Random(i);
            string Some(int n) => string.Join(". ", Enumerable.Range(0, n).Select(_ => sentences[random.Next(sentences.Count)].TrimEnd('.'))) + ".";
            var department = departments[random.Next(departments.Count)];
            var unit = department.Units.Count > 0 ? department.Units[random.Next(department.Units.Count)] : null;
            var campaign = campaigns.Count > 0 && random.Next(5) == 0 ? campaigns[random.Next(campaigns.Count)] : null;
            var title = $"{string.Join(' ', Some(1).Split(' ').Take(6)).TrimEnd('.')} {i.ToString(CultureInfo.InvariantCulture)}";
            db.Add(Proposal.Imported(
                TypedId.New<ProposalId>(),
                await db.NextNumberAsync(Submission.Counter, ct),
                new(title.Length > ProposalText.TitleMax ? title[..ProposalText.TitleMax] : title, Some(2), Some(2), Some(1)),
                new(ProposalSource.Staff, null, "", department.Id, department.Name, unit?.Id, unit?.Name),
                new(campaign?.Slug, campaign?.Title, null, null, null),
                Ends[random.Next(Ends.Length)],
                nowUtc.AddMinutes(-random.Next(5 * 365 * 24 * 60)),
                $"seed:{i.ToString(CultureInfo.InvariantCulture)}:{nowUtc.Ticks.ToString(CultureInfo.InvariantCulture)}",
                nowUtc));
        }

        return Done.Ok;
    }
}
