using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using Microsoft.EntityFrameworkCore;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class RecipeTests : IAsyncLifetime
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await Engine.StartAsync(DatabaseProvider.Sqlite);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    [Fact]
    public async Task The_same_definition_twice_makes_one_version()
    {
        await engine.ImportAsync(Type(Begin(), Assign(), Ask()));
        await engine.ImportAsync(Type(Begin(), Assign(), Ask()));
        (await VersionsAsync()).ShouldBe([1]);

        await engine.ImportAsync(Type(Begin(), Assign(), Ask(days: 3)));
        (await VersionsAsync()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task What_Orchard_wrote_comes_back_member_for_member()
    {
        var types = Orchard();
        types.Count.ShouldBe(2);

        (await engine.ImportAsync([.. types])).Problems.ShouldBeEmpty();

        var kept = await engine.ReadAsync(db => db.Set<WorkflowVersion>().Select(v => v.Definition).ToListAsync());
        foreach (var type in types)
        {
            kept.ShouldContain(k => JsonNode.DeepEquals(JsonNode.Parse(k, null, Lenient), type));
        }
    }

    [Fact]
    public async Task Members_that_nobody_here_knows_are_kept_in_their_order_and_form()
    {
        var type = Type(Begin(), Assign(), Ask());
        type["FutureMember"] = JsonNode.Parse("""{ "b": 1.50, "a": [null, "[js: 6*7]", "åäö <b>"] }""");

        await engine.ImportAsync(type);

        (await DefinitionAsync()).ShouldEndWith("""
            "FutureMember":{"b":1.50,"a":[null,"[js: 6*7]","åäö <b>"]}}
            """.Trim());
    }

    [Fact]
    public async Task A_type_with_steps_unknown_here_is_kept_but_not_published()
    {
        await engine.ImportAsync([.. Orchard()]);

        (await engine.ReadAsync(db => db.Set<WorkflowType>().CountAsync(t => t.PublishedVersionId == null))).ShouldBe(2);
    }

    [Fact]
    public async Task A_version_that_cannot_run_leaves_the_published_one_in_force()
    {
        await engine.ImportAsync(Type(Begin(), Assign(), Ask()));
        await engine.ImportAsync(Type(Begin(), Step("ScriptTask")));
        var thing = engine.Things.Add(engine.Town);

        await engine.SubmitAsync(thing);

        (await VersionsAsync()).ShouldBe([1, 2]);
        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_standard_routing_is_published_and_routes()
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "recipes", "standard-routing.recipe.json")))!;
        (await engine.ImportAsync(file["steps"]![0]!["data"]![0]!.AsObject())).Problems.ShouldBeEmpty();
        var coach = engine.Town.Add("siv", new RoleGrant(Roles.IdeaCoach, engine.Town.Culture.Value));
        var chief = engine.Town.Add("karin", new RoleGrant(Roles.UnitManager, engine.Town.Library.Value));
        var (thing, lifted) = (Confidential(), Confidential());

        await engine.SubmitAsync(thing);
        await engine.SubmitAsync(lifted);

        var secrecy = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();
        (secrecy.Form, secrecy.Assignee.Person, secrecy.Title).ShouldBe(("secrecy", coach, "Pröva sekretess"));
        secrecy.DueUtc.ShouldBe(new DateTime(2026, 3, 9, 22, 59, 0, DateTimeKind.Utc), "five working days");
        engine.Things.Value(thing, "status").ShouldBe("assigned");
        await engine.CompleteAsync(secrecy, "confirmed", coach);
        await engine.CompleteAsync((await engine.TasksAsync(lifted)).Single(), "lifted", coach);
        var (kept, freed) = ((await engine.TasksAsync(thing)).ShouldHaveSingleItem(), (await engine.TasksAsync(lifted)).ShouldHaveSingleItem());
        (kept.Form, kept.Assignee.Person).ShouldBe(("decision", coach));
        (freed.Form, freed.Assignee.Person).ShouldBe(("decision", chief));
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.ConditionTrue");
    }

    [Fact]
    public async Task A_type_without_a_start_is_refused()
    {
        var type = Type(Begin(), Assign());
        type["Activities"]![0]!["IsStart"] = false;

        await RefusedAsync(type, "inget startsteg");
    }

    [Fact]
    public async Task An_arrow_to_a_step_that_does_not_exist_is_refused()
    {
        var type = Type(Begin(), Assign());
        type["Transitions"]![0]!["DestinationActivityId"] = "borta";

        await RefusedAsync(type, "leder ”Klart” till ett steg som inte finns");
    }

    [Fact]
    public async Task An_outcome_that_the_step_does_not_have_is_refused() =>
        await RefusedAsync(Graph([Begin(), Assign(), Ask()], (0, "Done", 1), (1, "Maybe", 2)), "kan inte sluta med ”Maybe”");

    [Fact]
    public async Task Two_steps_with_one_id_are_refused()
    {
        var type = Type(Begin(), Assign(), Ask());
        type["Activities"]![2]!["ActivityId"] = type["Activities"]![1]!["ActivityId"]!.GetValue<string>();

        await RefusedAsync(type, "samma id");
    }

    [Fact]
    public async Task Members_of_the_wrong_kind_are_refused_with_a_sentence()
    {
        var type = Type(Begin(), Assign());
        type["Activities"]![0]!["ActivityId"] = 7;

        await RefusedAsync(type, "går inte att läsa");
    }

    private Contracts.SubjectRef Confidential() => engine.Things.Add(engine.Town, null, true, ("confidential", "true"));

    private static List<JsonObject> Orchard()
    {
        var step = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "orchard-workflow-types.json")), null, Lenient)!;
        return [.. step["data"]!.AsArray().Select(t => t!.AsObject())];
    }

    private async Task RefusedAsync(JsonObject type, string saying)
    {
        var refused = await engine.ImportAsync(type);

        refused.Problems.ShouldHaveSingleItem().Arguments[0]!.ToString()!.ShouldContain(saying);
        (await VersionsAsync()).ShouldBeEmpty();
    }

    private Task<List<int>> VersionsAsync() => engine.ReadAsync(db => db.Set<WorkflowVersion>().Select(v => v.Number).Order().ToListAsync());

    private Task<string> DefinitionAsync() => engine.ReadAsync(db => db.Set<WorkflowVersion>().Select(v => v.Definition).SingleAsync());
}
