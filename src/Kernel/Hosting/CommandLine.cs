using System.CommandLine;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Kernel.Hosting;

/// <summary>Serves, or runs one of the modules' commands and ends.</summary>
public static class CommandLine
{
    /// <summary>Exit code 0 when served to the end or the command succeeded.</summary>
    public static async Task<int> RunInnovationAsync(this WebApplication app, string[] args)
    {
        var commands = app.Services.GetServices<IConsoleCommand>().ToList();
        var words = commands.Select(c => c.Group.Length > 0 ? c.Group : c.Build().Name).ToHashSet();
        var isCommand = args.Length > 0 && (words.Contains(args[0]) || args[0] is "--help" or "-h");
        if (isCommand && (args[0] is "--help" or "-h" || commands.Any(c => !c.NeedsData && c.Group.Length == 0 && c.Build().Name == args[0])))
        {
            return await Root(commands).Parse(args).InvokeAsync();
        }

        var started = await app.Services.StartInnovationAsync(new ConsoleProgress());
        if (!started.Succeeded)
        {
            using var scope = app.Services.CreateScope();
            await Console.Error.WriteLineAsync(scope.ServiceProvider.GetRequiredService<ITexts>()[started.Problems[0].Text, started.Problems[0].Arguments]);
            return 1;
        }

        if (isCommand)
        {
            return await Root(commands).Parse(args).InvokeAsync();
        }

        foreach (var announce in app.Services.GetServices<IStartMessage>())
        {
            await announce.WriteAsync(Console.Out, CancellationToken.None);
        }

        await app.RunAsync();
        return 0;
    }

    /// <summary>A path that a person typed, tried against the folder they stood in (<c>dotnet run</c> changes it).</summary>
    public static string CallersPath(string path) => Path.GetFullPath(path, Environment.GetEnvironmentVariable("PWD") ?? Environment.CurrentDirectory);

    private static RootCommand Root(List<IConsoleCommand> commands)
    {
        var root = new RootCommand("IntranetInnovation");
        foreach (var group in commands.GroupBy(c => c.Group))
        {
            Command parent = root;
            if (group.Key.Length > 0)
            {
                root.Add(parent = new Command(group.Key));
            }

            foreach (var command in group)
            {
                parent.Add(command.Build());
            }
        }

        return root;
    }

    // Progress<T> would report on another thread, after the next line.
    private sealed class ConsoleProgress : IProgress<StepReport>
    {
        public void Report(StepReport value) =>
            Console.WriteLine(value.Foreign ? $"  {value.Step}: -" : $"  {value.Step}: {(value.Changes.Count == 0 ? "=" : string.Join(", ", value.Changes.Where(c => c[0] == '+').Take(4)))}");
    }
}

/// <summary>Something to say on the console before the host serves, such as the one-time link of a first administrator.</summary>
public interface IStartMessage
{
    /// <summary>Writes nothing when there is nothing to say.</summary>
    Task WriteAsync(TextWriter console, CancellationToken ct);
}
