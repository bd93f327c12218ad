using System.CommandLine;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.Rebuilding;

/// <summary><c>ideabank rebuild</c>: makes the index from nothing, such as after a mishap. Readers have the old one until it is done.</summary>
internal sealed class RebuildCommand(IServiceScopeFactory scopes) : IConsoleCommand
{
    public string Group => "ideabank";

    public Command Build()
    {
        var command = new Command("rebuild", "Make the idea bank's index anew from the proposals");
        command.SetAction(async (_, ct) =>
        {
            await using var scope = scopes.CreateSystemScope("ideabank:rebuild");
            var done = await scope.ServiceProvider.GetRequiredService<Rebuild>().AnewAsync((n, of) => Console.Write($"\r  {n} / {of}"), ct);
            Console.WriteLine();
            return done.Succeeded ? 0 : 1;
        });
        return command;
    }
}
