using System.CommandLine;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Web.Hosting;

internal sealed class RecipeCommand(RecipeRunner recipes, IServiceScopeFactory scopes) : IConsoleCommand
{
    public string Group => "recipe";

    public Command Build()
    {
        var file = new Argument<string>("FILE");
        var dry = new Option<bool>("--dry-run");
        var command = new Command("run", "Run a recipe") { file, dry };
        command.SetAction(async (parsed, ct) =>
        {
            var ran = await recipes.RunFileAsync(CommandLine.CallersPath(parsed.GetValue(file)!), new PrintChanges(), parsed.GetValue(dry), ct);
            if (!ran.Succeeded)
            {
                using var scope = scopes.CreateScope();
                await Console.Error.WriteLineAsync(scope.ServiceProvider.GetRequiredService<ITexts>()[ran.Problems[0].Text, ran.Problems[0].Arguments]);
            }

            return ran.Succeeded ? 0 : 1;
        });
        return command;
    }

    private sealed class PrintChanges : IProgress<StepReport>
    {
        public void Report(StepReport value)
        {
            Console.WriteLine(value.Foreign ? $"{value.Step}: ?" : $"{value.Step}: {(value.Changes.Count == 0 ? "=" : "")}");
            foreach (var change in value.Changes)
            {
                Console.WriteLine($"  {change}");
            }
        }
    }
}

internal sealed class BackupCommand(IServiceScopeFactory scopes, IOptions<DatabaseOptions> options) : IConsoleCommand
{
    public string Group => "";

    public Command Build()
    {
        var file = new Argument<string>("FILE");
        var command = new Command("backup", "Copy the SQLite database, also while the system runs") { file };
        command.SetAction(async (parsed, ct) =>
        {
            if (options.Value.Provider == DatabaseProvider.Postgres)
            {
                await Console.Error.WriteLineAsync("On PostgreSQL: pg_dump --format=custom");
                return 1;
            }

            var target = CommandLine.CallersPath(parsed.GetValue(file)!);
            if (File.Exists(target))
            {
                await Console.Error.WriteLineAsync($"{target} exists and is left as it is.");
                return 1;
            }

            await using var scope = scopes.CreateSystemScope("backup");
            await scope.Db().Database.ExecuteSqlAsync($"VACUUM INTO {target}", ct);
            Console.WriteLine(target);
            return 0;
        });
        return command;
    }
}

internal sealed class RestoreCommand(IOptions<DatabaseOptions> options) : IConsoleCommand
{
    public string Group => "";

    public bool NeedsData => false;

    public Command Build()
    {
        var file = new Argument<string>("FILE");
        var command = new Command("restore", "Put a backup in place of the SQLite database; the old one is kept beside it. Stop the system first.") { file };
        command.SetAction(async (parsed, ct) =>
        {
            if (options.Value.Provider == DatabaseProvider.Postgres)
            {
                await Console.Error.WriteLineAsync("On PostgreSQL: pg_restore --clean");
                return 1;
            }

            var source = CommandLine.CallersPath(parsed.GetValue(file)!);
            if (await FaultOfAsync(source, ct) is { } fault)
            {
                await Console.Error.WriteLineAsync(fault);
                return 1;
            }

            SqliteConnection.ClearAllPools();
            var current = options.Value.SqliteFile;
            var kept = $"{current}.before-restore";
            foreach (var ending in new[] { "", "-wal", "-shm" })
            {
                // The write-ahead log belongs to the old file, and would be poison to the new one.
                File.Delete(kept + ending);
                if (File.Exists(current + ending))
                {
                    File.Move(current + ending, kept + ending);
                }
            }

            File.Copy(source, current);
            Console.WriteLine(current);
            return 0;
        });
        return command;
    }

    private static async Task<string?> FaultOfAsync(string source, CancellationToken ct)
    {
        if (!File.Exists(source))
        {
            return $"{source} is not there.";
        }

        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(ct);
            await using var check = connection.CreateCommand();
            check.CommandText = "SELECT count(*) FROM kernel_setting WHERE name = 'kernel.first-start'";
            return Convert.ToInt32(await check.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) == 1 ? null : $"{source} is not a backup of this system.";
        }
        catch (SqliteException e)
        {
            return $"{source} is not a backup of this system: {e.Message}";
        }
    }
}
