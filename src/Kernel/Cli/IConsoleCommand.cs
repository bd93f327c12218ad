using System.CommandLine;

namespace IntranetInnovation.Kernel.Cli;

/// <summary>A command after <c>dotnet run --project src/Web --</c>. Paths given by people are tried against the caller's <c>$PWD</c>.</summary>
public interface IConsoleCommand
{
    /// <summary>Parent words that several commands share, such as <c>import</c>; empty for a command at the root.</summary>
    string Group { get; }

    /// <summary>False for a command that must work on a database that cannot be opened, such as restore: nothing is migrated or set up before it.</summary>
    bool NeedsData => true;

    /// <summary>The command with its arguments and action; the action's number is the exit code, 0 for success.</summary>
    Command Build();
}
