using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.TestKit;
using IntranetInnovation.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema;

namespace IntranetInnovation.Security.Tests;

/// <summary>recipes/recipe.schema.json says what the steps read, and every recipe that we ship obeys it.</summary>
public sealed class RecipeSchemaTests(EmptySqliteHost host) : IClassFixture<EmptySqliteHost>
{
    private static readonly string Folder = Path.Combine(Repository.Root, "recipes");

    public static TheoryData<string> Recipes => [.. Directory.GetFiles(Folder, "*.recipe.json").Select(f => Path.GetFileName(f))];

    [Fact]
    public async Task The_published_schema_is_that_of_the_steps()
    {
        var schema = await host.InScopeAsync(services => Task.FromResult(RecipeSchema.Of(services.GetServices<IRecipeStep>())));
        var file = Path.Combine(Folder, "recipe.schema.json");
        if (Environment.GetEnvironmentVariable("INNOVATION_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(file, schema);
        }

        (await File.ReadAllTextAsync(file)).ShouldBe(schema, "A step has changed: INNOVATION_SCHEMA=1 ./dev test Security, and commit recipes/recipe.schema.json");
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task Every_recipe_obeys_the_schema_and_names_it(string file)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        Faults(await SchemaAsync(), json).ShouldBeEmpty();
        JsonNode.Parse(json)!["$schema"]!.GetValue<string>().ShouldBe("./recipe.schema.json");
    }

    [Fact]
    public async Task What_Orchard_wrote_obeys_it_too()
    {
        var step = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "Workflows", "Samples", "orchard-workflow-types.json"));
        Faults(await SchemaAsync(), $"{{\"name\":\"x\",\"steps\":[{step}]}}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "steps": [] }""")]
    [InlineData("""{ "name": "x", "steps": {} }""")]
    [InlineData("""{ "name": "x", "steps": [{ "data": [] }] }""")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "Departments" }] }""")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "People", "data": [{ "userName": "a", "name": "A", "department": "d", "shoeSize": 42 }] }] }""")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "People", "data": [{ "userName": "a", "name": 1, "department": "d" }] }] }""")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "recipes", "run": "other" }] }""")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "WorkflowType", "data": [{ "Name": "No id" }] }] }""")]
    [InlineData("""{ "name": "x", "steps": [{ "name": "WorkflowType", "data": [{ "WorkflowTypeId": "a", "Name": "b", "Activities": [{ "ActivityId": 1 }], "Transitions": [] }] }] }""")]
    public async Task What_does_not_obey_it_is_seen(string json) => Faults(await SchemaAsync(), json).ShouldNotBeEmpty();

    [Fact]
    public async Task A_step_of_somebody_elses_may_be_anything() =>
        Faults(await SchemaAsync(), """{ "name": "x", "steps": [{ "name": "ContentDefinition", "ContentTypes": [1, "two"] }] }""").ShouldBeEmpty();

    private static async Task<JsonSchema> SchemaAsync() => await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(Folder, "recipe.schema.json")));

    private static List<string> Faults(JsonSchema schema, string json) => [.. schema.Validate(json).Select(f => f.ToString())];
}
