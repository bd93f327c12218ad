using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Kernel.Tests;

public abstract class RecipeTests(KernelHost host)
{
    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        const string Json = """{"name":"r","steps":[{"name":"notes","data":[{"text":"recipe one"},{"text":"recipe two"}]}]}""";
        (await RunAsync(Json)).Reports.ShouldHaveSingleItem().Changes.ShouldBe(["+ Note 2"]);
        (await RunAsync(Json)).Reports.ShouldHaveSingleItem().Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_start_leaves_what_has_been_changed_since_the_first()
    {
        var runner = host.Services.GetRequiredService<RecipeRunner>();
        await host.RecipeAsync("""{"name":"standard","steps":[{"name":"Notes","data":[{"text":"set up"}]}]}""", new RecipeOptions().Setup);
        (await runner.SetUpAsync(new Progress<StepReport>(), CancellationToken.None)).Succeeded.ShouldBeTrue();
        (await host.NotesAsync()).ShouldContain("set up");
        await host.DoAsync(db => db.WriteAsync(d => d.Set<Note>().Where(n => n.Text == "set up").ExecuteDeleteAsync()));

        (await runner.SetUpAsync(new Progress<StepReport>(), CancellationToken.None)).Succeeded.ShouldBeTrue();

        (await host.NotesAsync()).ShouldNotContain("set up");
    }

    [Fact]
    public async Task An_unknown_property_of_our_own_step_is_an_error_and_changes_nothing()
    {
        var (result, _) = await RunAsync("""{"name":"r","steps":[{"name":"Notes","data":[{"text":"strict","colour":"red"}]}]}""");

        result.Problems[0].Arguments[0].ShouldBeOfType<string>().ShouldContain("colour");
        (await host.NotesAsync()).ShouldNotContain("strict");
    }

    [Fact]
    public async Task A_missing_property_is_an_error()
    {
        var (result, _) = await RunAsync("""{"name":"r","steps":[{"name":"Notes","data":[{"when":"P1D"}]}]}""");

        result.Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_foreign_step_is_kept_aside_and_the_rest_is_done()
    {
        var (result, reports) = await RunAsync("""{"name":"r","orchard":1,"steps":[{"name":"Feature","enable":["X"]},{"name":"Notes","data":[{"text":"beside the foreign"}]}]}""");

        result.Succeeded.ShouldBeTrue();
        reports[0].Foreign.ShouldBeTrue();
        (await host.NotesAsync()).ShouldContain("beside the foreign");
    }

    [Fact]
    public async Task A_dry_run_lists_the_difference_and_changes_nothing()
    {
        var (result, reports) = await RunAsync("""{"name":"r","steps":[{"name":"Notes","data":[{"text":"dry"}]},{"name":"Notes","data":[{"text":"dry"},{"text":"dry too"}]}]}""", dry: true);

        result.Succeeded.ShouldBeTrue();
        reports.SelectMany(r => r.Changes).ShouldBe(["+ Note 1", "+ Note 1"], "the second step sees what the first would have done");
        (await host.NotesAsync()).ShouldNotContain("dry");
    }

    [Fact]
    public async Task A_broken_step_says_why_and_those_before_it_stay()
    {
        var (result, _) = await RunAsync("""{"name":"r","steps":[{"name":"Notes","data":[{"text":"before bad"}]},{"name":"Notes","data":[{"text":"with bad"},{"text":"bad"}]}]}""");

        result.Problems[0].Arguments[0].ShouldBe("The note bad is bad");
        (await host.NotesAsync()).ShouldContain("before bad");
        (await host.NotesAsync()).ShouldNotContain("with bad");
    }

    [Fact]
    public async Task Relative_dates_count_from_the_first_start_also_later()
    {
        await RunAsync("""{"name":"r","steps":[]}""");
        var first = DateTime.Parse(
            (await host.DoAsync(db => db.SettingAsync("kernel.first-start", CancellationToken.None)))!,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.RoundtripKind);
        host.Clock.Advance(TimeSpan.FromDays(30));
        await RunAsync("""{"name":"r","steps":[{"name":"Notes","data":[{"text":"relative","when":"-P12D"},{"text":"absolute","when":"2026-01-02"}]}]}""");

        (await WrittenAsync("relative")).ShouldBe(first - TimeSpan.FromDays(12), TimeSpan.FromMilliseconds(1));
        (await WrittenAsync("absolute")).ShouldBe(new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task A_date_that_is_none_is_a_refusal()
    {
        var (result, _) = await RunAsync("""{"name":"r","steps":[{"name":"Notes","data":[{"text":"undated","when":"soon"}]}]}""");

        result.Problems[0].Text.ShouldBe("Kernel.RecipeBroken");
    }

    [Fact]
    public async Task A_file_that_is_no_recipe_is_a_refusal()
    {
        (await RunAsync("not json")).Result.Succeeded.ShouldBeFalse();
        (await host.Services.GetRequiredService<RecipeRunner>().RunFileAsync("/nowhere/x.recipe.json", new Reports(), dryRun: false, CancellationToken.None)).Succeeded.ShouldBeFalse();
    }

    private async Task<(Result<Done> Result, List<StepReport> Reports)> RunAsync(string json, bool dry = false)
    {
        var reports = new Reports();
        var runner = host.Services.GetRequiredService<RecipeRunner>();
        return (await runner.RunFileAsync(await host.RecipeAsync(json), reports, dry, CancellationToken.None), reports.All);
    }

    private Task<DateTime> WrittenAsync(string text) => host.DoAsync(db => db.Set<Note>().Where(n => n.Text == text).Select(n => n.WrittenUtc).SingleAsync());

    private sealed class Reports : IProgress<StepReport>
    {
        public List<StepReport> All { get; } = [];

        public void Report(StepReport value) => All.Add(value);
    }
}

public sealed class SqliteRecipeTests(SqliteKernel host) : RecipeTests(host), IClassFixture<SqliteKernel>;

public sealed class PostgresRecipeTests(PostgresKernel host) : RecipeTests(host), IClassFixture<PostgresKernel>;
