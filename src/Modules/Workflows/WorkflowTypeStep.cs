using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Texts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>
/// The step <c>WorkflowType</c> in Orchard's shape. Every member is kept and none is evaluated, so <c>[js: …]</c> stays the text it is. A type that is there already gets its next
/// version, unless nothing has changed; running instances stay on theirs.
/// </summary>
internal sealed class WorkflowTypeStep(AppDb db, GraphCheck check, ITexts texts) : IRecipeStep
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "WorkflowType";

    public Type Shape => typeof(WorkflowTypeData);

    public JsonObject? Schema => WorkflowTypeSchema.Step();

    public async Task<Result<Done>> ApplyAsync(object step, RecipeRun run, CancellationToken ct)
    {
        foreach (var type in ((WorkflowTypeData)step).Data)
        {
            var taken = await TakeAsync(type.ToJsonString(AsWritten), run.NowUtc, ct);
            if (!taken.Succeeded)
            {
                return RecipeRun.Broken(string.Join(" ", taken.Problems.Select(p => texts[p.Text, p.Arguments])));
            }
        }

        return Done.Ok;
    }

    private async Task<Result<Done>> TakeAsync(string definition, DateTime nowUtc, CancellationToken ct)
    {
        WorkflowGraph graph;
        try
        {
            graph = WorkflowGraph.Parse(definition);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new Problem("Workflow.Check.Unreadable") { Arguments = [e.Message] };
        }

        if (definition.Length > Drafts.LongestDefinition)
        {
            return new Problem("Workflow.Check.TooLarge") { Arguments = [graph.Name] };
        }

        if (check.Broken(graph) is [_, ..] broken)
        {
            return Result<Done>.Refused(broken);
        }

        var type = await db.Set<WorkflowType>().SingleOrDefaultAsync(t => t.Key == graph.TypeKey, ct);
        if (type is null)
        {
            type = WorkflowType.Create(graph.TypeKey, nowUtc);
            db.Add(type);
        }

        var newest = await db.Set<WorkflowVersion>().Where(v => v.TypeId == type.Id).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (newest?.Hash != WorkflowVersion.HashOf(definition))
        {
            newest = WorkflowVersion.Create(type.Id, (newest?.Number ?? 0) + 1, definition, nowUtc);
            db.Add(newest);
            type.Describe(graph.Name, graph.IsEnabled, nowUtc);
        }

        // One with steps that nobody here knows is kept and shown; the published version, if any, stays in force.
        if (newest.PublishedUtc is null && check.Unknown(graph).Count == 0)
        {
            type.Publish(newest, nowUtc);
        }

        return Done.Ok;
    }
}

/// <summary>The step as Orchard writes it.</summary>
internal sealed record WorkflowTypeData(string Name, IReadOnlyList<JsonObject> Data)
{
    /// <summary>Members that we do not know, kept aside.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Other { get; init; } = [];
}
