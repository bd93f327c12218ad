using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Kernel.Recipes;

/// <summary>Where recipes lie and which one the first start runs.</summary>
public sealed class RecipeOptions
{
    /// <summary>Folder of <c>*.recipe.json</c>.</summary>
    public string Path { get; set; } = System.IO.Path.Combine(AppContext.BaseDirectory, "recipes");

    /// <summary>Name of the setup recipe, without the ending.</summary>
    public string Setup { get; set; } = "standard";
}

/// <summary>What a step did, or would do.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Changes">Such as <c>+ Department 7</c> or <c>~ Campaign.Draft 1</c>; empty when everything was so already.</param>
/// <param name="Foreign">True for a step that no module here knows: kept aside, nothing done.</param>
public sealed record StepReport(string Step, IReadOnlyList<string> Changes, bool Foreign = false);

/// <summary>
/// Runs recipes: each step in a transaction of its own, so a broken step changes nothing and says why, and those before it stay. A dry run does the same
/// in one transaction that is rolled back.
/// </summary>
public sealed class RecipeRunner(IServiceScopeFactory scopes, IOptions<RecipeOptions> options, TimeProvider clock)
{
    private const string FirstStart = "kernel.first-start";

    // The envelope is Orchard's and may carry members that we do not know; our own steps may not.
    private static readonly JsonSerializerOptions Envelope = new(RecipeRun.Json) { UnmappedMemberHandling = default };

    /// <summary>Runs a recipe by name from <see cref="RecipeOptions.Path"/>, unless this installation has run one at its start.</summary>
    public async Task<Result<Done>> SetUpAsync(IProgress<StepReport> progress, CancellationToken ct)
    {
        await using (var scope = scopes.CreateSystemScope("recipes"))
        {
            if (await scope.Db().SettingAsync("kernel.setup", ct) is not null)
            {
                return Done.Ok;
            }
        }

        var ran = await RunFileAsync(FileOf(options.Value.Setup), progress, dryRun: false, ct);
        if (ran.Succeeded)
        {
            await using var scope = scopes.CreateSystemScope("recipes");
            await scope.Db().SetSettingAsync("kernel.setup", options.Value.Setup, ct);
            await scope.Db().SaveChangesAsync(ct);
        }

        return ran;
    }

    /// <summary>True when the setup recipe has run to its end.</summary>
    public async Task<bool> IsSetUpAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("recipes");
        return await scope.Db().SettingAsync("kernel.setup", ct) is not null;
    }

    /// <summary>Runs a file. Problems name the step and the item; steps before a broken one stay done, except in a dry run.</summary>
    public async Task<Result<Done>> RunFileAsync(string file, IProgress<StepReport> progress, bool dryRun, CancellationToken ct)
    {
        Recipe? recipe;
        try
        {
            await using var stream = File.OpenRead(file);
            recipe = await JsonSerializer.DeserializeAsync<Recipe>(stream, Envelope, ct);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return RecipeRun.Broken($"{Path.GetFileName(file)}: {e.Message}");
        }

        await using var scope = scopes.CreateSystemScope("recipes");
        var db = scope.Db();
        var run = new RecipeRun(await FirstStartAsync(db, ct), clock.GetUtcNow().UtcDateTime);
        if (!dryRun)
        {
            return await RunStepsAsync(recipe!, run, progress, scope.ServiceProvider, ct);
        }

        Result<Done> dry = Done.Ok;
        await db.TransactAsync<Done>(
            async token =>
            {
                dry = await RunStepsAsync(recipe!, run, progress, scope.ServiceProvider, token);
                return new Problem("Kernel.DryRun"); // Rolls everything back.
            },
            ct);
        return dry;
    }

    /// <summary>Runs steps that were made in code, such as by an import.</summary>
    public async Task<Result<Done>> RunAsync(string name, IReadOnlyList<JsonObject> steps, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("recipes");
        var run = new RecipeRun(await FirstStartAsync(scope.Db(), ct), clock.GetUtcNow().UtcDateTime);
        return await RunStepsAsync(new(name, steps), run, new Quiet(), scope.ServiceProvider, ct);
    }

    private async Task<Result<Done>> RunStepsAsync(Recipe recipe, RecipeRun run, IProgress<StepReport> progress, IServiceProvider scope, CancellationToken ct)
    {
        var known = scope.GetServices<IRecipeStep>().ToDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var json in recipe.Steps)
        {
            var name = json["name"]?.GetValue<string>() ?? "";
            if (name == "recipes")
            {
                foreach (var other in json["run"]!.AsArray().Select(n => n!.GetValue<string>()))
                {
                    await using var stream = File.OpenRead(FileOf(other));
                    var inner = await JsonSerializer.DeserializeAsync<Recipe>(stream, Envelope, ct);
                    var ran = await RunStepsAsync(inner!, run, progress, scope, ct);
                    if (!ran.Succeeded)
                    {
                        return ran;
                    }
                }
            }
            else if (!known.TryGetValue(name, out var step))
            {
                progress.Report(new(name, [], Foreign: true));
            }
            else
            {
                var applied = await RunStepAsync(step, json, run, progress, scope, ct);
                if (!applied.Succeeded)
                {
                    return applied;
                }
            }
        }

        return Done.Ok;
    }

    private static async Task<Result<Done>> RunStepAsync(
        IRecipeStep step, JsonObject json, RecipeRun run, IProgress<StepReport> progress, IServiceProvider scope, CancellationToken ct)
    {
        object data;
        try
        {
            data = json.Deserialize(step.Shape, RecipeRun.Json)!;
        }
        catch (JsonException e)
        {
            return RecipeRun.Broken($"{step.Name}: {e.Message}");
        }

        var db = scope.GetRequiredService<AppDb>();
        var changes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        void Count(object? sender, SavingChangesEventArgs e) => CountChanges(db, changes);
        db.SavingChanges += Count;
        try
        {
            var applied = await db.TransactAsync<Done>(
                async token =>
                {
                    var done = await step.ApplyAsync(data, run, token);
                    if (done.Succeeded)
                    {
                        await db.SaveChangesAsync(token);
                    }

                    return done;
                },
                ct);
            if (applied.Succeeded)
            {
                progress.Report(new(step.Name, [.. changes.Select(c => $"{c.Key} {c.Value}")]));
            }

            return applied;
        }
        catch (Exception e) when (e is FormatException or DbUpdateException)
        {
            return RecipeRun.Broken($"{step.Name}: {e.InnerException?.Message ?? e.Message}");
        }
        finally
        {
            db.SavingChanges -= Count;
            db.ChangeTracker.Clear();
        }
    }

    private static void CountChanges(AppDb db, SortedDictionary<string, int> changes)
    {
        foreach (var entry in db.ChangeTracker.Entries())
        {
            var name = entry.Metadata.ShortName();
            IEnumerable<string> lines = entry.State switch
            {
                EntityState.Added => [$"+ {name}"],
                EntityState.Deleted => [$"- {name}"],
                EntityState.Modified => entry.Properties.Where(p => p.IsModified).Select(p => $"~ {name}.{p.Metadata.Name}"),
                _ => [],
            };
            foreach (var line in lines)
            {
                changes[line] = changes.GetValueOrDefault(line) + 1;
            }
        }
    }

    private async Task<DateTime> FirstStartAsync(AppDb db, CancellationToken ct)
    {
        if (await db.SettingAsync(FirstStart, ct) is { } stored)
        {
            return DateTime.Parse(stored, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind);
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        await db.SetSettingAsync(FirstStart, nowUtc.ToString("O", System.Globalization.CultureInfo.InvariantCulture), ct);
        await db.SaveChangesAsync(ct);
        return nowUtc;
    }

    private string FileOf(string name) => Path.Combine(options.Value.Path, $"{Path.GetFileName(name)}.recipe.json");

    private sealed class Quiet : IProgress<StepReport>
    {
        public void Report(StepReport value)
        {
        }
    }
}
