using System.CommandLine;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kernel.Texts;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace IntranetInnovation.Proposals.Import;

internal sealed class ImportProposalsCommand(IServiceProvider services, IServiceScopeFactory scopes) : IConsoleCommand
{
    private const int BadShown = 100;

    public string Group => "import";

    public Command Build()
    {
        var file = new Argument<string>("FILE");
        var create = new Option<bool>("--create");
        var command = new Command("proposals", "Import proposals, one JSON object a line") { file, create };
        command.SetAction((parsed, ct) => RunAsync(CommandLine.CallersPath(parsed.GetValue(file)!), parsed.GetValue(create), ct));
        return command;
    }

    private async Task<int> RunAsync(string path, bool create, CancellationToken ct)
    {
        using var scope = scopes.CreateScope();
        var texts = scope.ServiceProvider.GetRequiredService<ITexts>();
        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync(texts["Proposal.Import.NoFile", path]);
            return 1;
        }

        var lines = await File.ReadAllLinesAsync(path, ct);
        var import = ActivatorUtilities.CreateInstance<ProposalImport>(services);
        ImportReport report = null!;
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask(Markup.Escape(texts["Proposal.Import.Progress"]), maxValue: Math.Max(1, lines.Length));
            report = await import.RunAsync(lines, create, n => bar.Increment(n), ct);
            bar.Value = bar.MaxValue;
        });

        Console.WriteLine(texts["Proposal.Import.Summary", report.Added, report.AlreadyThere, report.Bad.Count]);
        foreach (var (line, fault) in report.Bad.Take(BadShown))
        {
            Console.WriteLine(texts["Proposal.Import.BadLine", line, fault]);
        }

        if (report.Bad.Count > BadShown)
        {
            Console.WriteLine(texts["Proposal.Import.More", report.Bad.Count - BadShown]);
        }

        return 0;
    }
}
