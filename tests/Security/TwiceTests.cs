using System.Text.Json;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Security.Tests;

/// <summary>R5: the same recipe, and the same import, twice: the second time not a single value in any table changes.</summary>
public abstract class TwiceTests(TestHost host)
{
    [Fact]
    public async Task The_demonstrations_recipe_run_again_changes_no_value_in_any_table()
    {
        using (var staff = await host.SignInAsync("medarbetare"))
        {
            await staff.SubmitAsync(await staff.GetPageAsync("/notiser/installningar"), new() { ["Choice[Own]"] = "Never" });
        }

        var before = await Digest.OfAsync(host);
        before["notifications_preference"].ShouldNotStartWith("0 ", Case.Sensitive, "what people choose for themselves is to stay too (R11)");
        var runner = host.Services.GetRequiredService<RecipeRunner>();
        var ran = await runner.RunFileAsync(Path.Combine(Repository.Root, "recipes", "motala-demo.recipe.json"), new Progress<StepReport>(), dryRun: false, CancellationToken.None);
        ran.Succeeded.ShouldBeTrue(ran.Succeeded ? "" : string.Join(' ', ran.Problems[0].Arguments));
        Changed(before, await Digest.OfAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_run_again_changes_no_value_in_any_table_and_bad_lines_are_left_out()
    {
        var file = Path.Combine(Path.GetTempPath(), $"import-{Guid.CreateVersion7():N}.jsonl");
        await File.WriteAllLinesAsync(file, [
            Line("a", "Från ett annat system", "approved"), Line("b", Nasty.Html, "submitted"), Line("c", $"Nul{Nasty.Nul}", "assigned"), "{", "", Line("d", Nasty.Long, "submitted"),
            Line("e", "Okänd status", "flying"), Line("a", "Samma nyckel en gång till", "approved"),
        ]);
        try
        {
            var before = await Digest.OfAsync(host);
            await ImportAsync(file);
            var after = await Digest.OfAsync(host);
            Rows(after).ShouldBe(Rows(before) + 3);
            await host.DrainAsync();
            after = await Digest.OfAsync(host);

            await ImportAsync(file);
            Changed(after, await Digest.OfAsync(host)).ShouldBeEmpty();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<string> Changed(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        after.Where(t => before[t.Key] != t.Value).Select(t => $"{t.Key}: {before[t.Key]} became {t.Value}");

    private static int Rows(IReadOnlyDictionary<string, string> digest) =>
        int.Parse(digest["proposals_proposal"].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Line(string id, string title, string status) => JsonSerializer.Serialize(new
    {
        id, title, problem = "p", solution = "l", benefit = "", department = "Bildningsförvaltningen", unit = (string?)null, campaign = (string?)null, status, submitted = "2026-01-02", source = "staff",
    });

    private async Task ImportAsync(string file)
    {
        var command = host.Services.GetServices<IConsoleCommand>().Where(c => c.Group == "import").Select(c => c.Build()).Single(c => c.Name == "proposals");
        (await command.Parse([file]).InvokeAsync()).ShouldBe(0);
    }
}

public sealed class SqliteTwiceTests(SqliteHost host) : TwiceTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresTwiceTests(PostgresHost host) : TwiceTests(host), IClassFixture<PostgresHost>;
