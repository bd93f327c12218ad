namespace IntranetInnovation.Architecture.Tests;

/// <summary>The only files that may read more than the viewer sees, or act as somebody else. Each line says why.</summary>
internal static class VisibilityLifted
{
    public static IReadOnlyList<string> Files { get; } =
    [
        // The kernel's own background work, and the host's: they have no viewer.
        "src/Kernel/Data/DatabaseStarter.cs",
        "src/Kernel/Events/Outbox.cs",
        "src/Kernel/Jobs/IJob.cs",
        "src/Kernel/Jobs/JobRunner.cs",
        "src/Kernel/Recipes/RecipeRunner.cs",
        "src/Web/Hosting/DatabaseCommands.cs",
        "src/Web/Hosting/KeysInDatabase.cs",

        // Commands of the console, whose user has the whole database anyway.
        "src/Modules/Accounts/Users.cs",
        "src/Modules/IdeaBank/Rebuilding/Rebuild.cs",
        "src/Modules/IdeaBank/Rebuilding/RebuildCommand.cs",
        "src/Modules/Proposals/Import/ProposalImport.cs",
        "src/Modules/Proposals/Import/SeedCommand.cs",
        "src/Web/Hosting/RecipeSchema.cs",

        // Before the first administrator there is nobody.
        "src/Modules/Accounts/FirstAdministrator.cs",

        // Due times come by themselves, and so do the answers of other systems.
        "src/Modules/Workflows/FireTimers.cs",
        "src/Modules/Workflows/BeginByTime.cs",
        "src/Modules/Workflows/TellOverdue.cs",
        "src/Modules/Workflows/Calls/MakeCalls.cs",

        // Becomes the viewer anew for each flow, so that each has a unit of work of its own.
        "src/Modules/Workflows/Pages/Workflows/Instances.cshtml.cs",

        // Becomes each receiver in turn, so that nobody is told of what they may not see.
        "src/Modules/Notifications/Listeners/Audience.cs",

        // Becomes the owner of each saved search in turn, so that nothing is found that they may not see.
        "src/Modules/IdeaBank/SavedSearches/TellOfNewIdeas.cs",

        // The engine moves a proposal on although the actor's own rights to it may have ended by the same step.
        "src/Modules/Proposals/ProposalSubjects.cs",

        // Who may see a proposal is decided by whom it concerns, not by who happens to change it; gives back ids only.
        "src/Modules/Proposals/CoAuthor.cs",

        // The same for its waivers; takes away sight of them, and gives back nothing.
        "src/Modules/Waivers/WaiverSecrecy.cs",

        // Counts the supporters of merged proposals too; gives back ids and counts only.
        "src/Modules/Proposals/Family.cs",
    ];
}
