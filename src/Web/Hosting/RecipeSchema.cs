using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Web.Hosting;

/// <summary>
/// JSON Schema (draft 7) of recipes, for editors and for whoever writes one: Orchard's envelope, and each step of the modules in this host, from the very records that they
/// are read by. A step that no module here knows may be anything.
/// </summary>
internal static class RecipeSchema
{
    private static readonly JsonSerializerOptions Options = new(RecipeRun.Json) { NumberHandling = JsonNumberHandling.Strict, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IEnumerable<IRecipeStep> steps)
    {
        var known = steps.OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        var definitions = new JsonObject(known.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Name, Step(s))))
        {
            ["recipes"] = Node("""{ "type": "object", "required": ["name", "run"], "additionalProperties": false, "properties": { "name": { "enum": ["recipes"] }, "run": { "type": "array", "items": { "type": "string" } } } }"""),
        };
        var names = new JsonArray([.. definitions.Select(d => (JsonNode)d.Key)]);
        definitions["foreign"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("name"),
            ["properties"] = new JsonObject { ["name"] = new JsonObject { ["type"] = "string", ["not"] = new JsonObject { ["enum"] = names } } },
        };

        var schema = Node("""
            {
              "$schema": "http://json-schema.org/draft-07/schema#",
              "title": "Recipe",
              "type": "object",
              "required": ["name", "steps"],
              "properties": {
                "$schema": { "type": "string" }, "name": { "type": "string" }, "displayName": { "type": "string" }, "description": { "type": "string" },
                "author": { "type": "string" }, "website": { "type": "string" }, "version": { "type": "string" }, "issetuprecipe": { "type": "boolean" },
                "categories": { "type": "array", "items": { "type": "string" } }, "tags": { "type": "array", "items": { "type": "string" } },
                "variables": { "type": "object" }
              }
            }
            """);
        schema["properties"]!["steps"] = new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["anyOf"] = new JsonArray([.. definitions.Select(d => (JsonNode)new JsonObject { ["$ref"] = $"#/definitions/{d.Key}" })]) },
        };
        schema["definitions"] = definitions;
        return schema.ToJsonString(Writing) + "\n";
    }

    private static JsonObject Step(IRecipeStep step)
    {
        var schema = step.Schema ?? Options.GetJsonSchemaAsNode(step.Shape).AsObject();
        schema["properties"]!["name"] = new JsonObject { ["enum"] = new JsonArray(step.Name) };
        return schema;
    }

    private static JsonObject Node(string json) => JsonNode.Parse(json)!.AsObject();
}

internal sealed class RecipeSchemaCommand(IServiceScopeFactory scopes) : IConsoleCommand
{
    public string Group => "recipe";

    public Command Build()
    {
        var command = new Command("schema", "Write the JSON Schema of recipes");
        command.SetAction(_ =>
        {
            using var scope = scopes.CreateSystemScope("schema");
            Console.Write(RecipeSchema.Of(scope.ServiceProvider.GetServices<IRecipeStep>()));
        });
        return command;
    }
}
