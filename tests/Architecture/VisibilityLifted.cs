namespace IntranetInnovation.Architecture.Tests;

/// <summary>The only files that may read more than the viewer sees, or act as somebody else. Each line says why.</summary>
internal static class VisibilityLifted
{
    public static IReadOnlyList<string> Files { get; } =
    [
        // The kernel's own background work: it has no viewer.
        "src/Web/Hosting/DatabaseCommands.cs",
        "src/Kernel/Data/DatabaseStarter.cs",
        "src/Kernel/Events/Outbox.cs",
        "src/Web/Hosting/KeysInDatabase.cs",
        "src/Kernel/Jobs/IJob.cs",
        "src/Kernel/Jobs/JobRunner.cs",
        "src/Kernel/Recipes/RecipeRunner.cs",

        // Makes the index anew of all proposals; nothing of it is shown there.
        "src/Modules/IdeaBank/RebuildCommand.cs",

        // Becomes each receiver in turn, so that nobody is told of what they may not see.
        "src/Modules/Notifications/Listeners/Audience.cs",

        // The engine moves a proposal on although the actor's own rights to it may have ended by the same step.
        "src/Modules/Proposals/ProposalSubjects.cs",

        // Commands and jobs: nobody is signed in at the command line or in the background.
        "src/Modules/IdeaBank/RebuildCommand.cs",
        "src/Modules/Proposals/Import/ProposalImport.cs",
        "src/Modules/Proposals/Import/SeedCommand.cs",
        "src/Modules/Workflows/FireTimers.cs",

        // Before anybody can be signed in: the first administrator's link, and users added at the command line.
        "src/Modules/Accounts/FirstAdministrator.cs",
        "src/Modules/Accounts/Users.cs",
    ];
}
