using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Workflows;

/// <summary>A workflow to begin from.</summary>
internal sealed record WorkflowTemplate(string Key, string Name, string Description);

/// <summary>New types: blank, from a template, as a copy, from a file of Orchard's. Each begins as a draft; nothing runs by it until it is published.</summary>
internal sealed class Starting(AppDb db, Drafts drafts, IOptions<RecipeOptions> recipes)
{
    private const string TemplatesFile = "workflow-templates.recipe.json";
    private const int MostTypes = 50;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };
    private static readonly JsonNodeOptions IgnoringCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>In the order of their file.</summary>
    public async Task<IReadOnlyList<WorkflowTemplate>> TemplatesAsync(CancellationToken ct) =>
        [.. (await ReadTemplatesAsync(ct)).Select(t => new WorkflowTemplate(t.Graph().TypeKey, t.Name, t.Description))];

    /// <summary>Begins a type of that name, with the steps of a template when its key is given. Gives the new type's key.</summary>
    public async Task<Result<string>> BeginAsync(string name, string? template, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var key = OrchardId.New();
        var pattern = template is null ? null : (await ReadTemplatesAsync(ct)).FirstOrDefault(t => t.Graph().TypeKey == template);
        return template is not null && pattern is null
            ? new Problem("Workflow.TypeGone", Kind: ProblemKind.NotFound)
            : Add(pattern?.CopyAs(key, name) ?? WorkflowDocument.New(key, name), WorkflowDeed.Created, by, nowUtc);
    }

    /// <summary>A new type with the steps that another one has now, draft or not.</summary>
    public async Task<Result<string>> CopyAsync(string key, Func<string, string> name, PersonId? by, DateTime nowUtc, CancellationToken ct) =>
        await drafts.OpenAsync(key, ct) is { } open
            ? Add(WorkflowDocument.Parse(open.Definition).CopyAs(OrchardId.New(), name(open.Type.Name)), WorkflowDeed.Created, by, nowUtc)
            : new Problem("Workflow.TypeGone", Kind: ProblemKind.NotFound);

    /// <summary>
    /// Takes the workflow types of a recipe, of an export, or one alone, each as a draft: of the type with that id where there is one, else of a new type. Every member is kept, and none is
    /// evaluated. Refused when a type has a draft already, unless all come in <paramref name="asNew"/>. Gives their keys.
    /// </summary>
    public async Task<Result<List<string>>> ImportAsync(string text, bool asNew, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var read = Read(text);
        if (!read.Succeeded)
        {
            return Result<List<string>>.Refused(read.Problems);
        }

        var keys = new List<string>();
        foreach (var document in read.Value)
        {
            var graph = document.Graph();
            var open = asNew ? null : await drafts.OpenAsync(graph.TypeKey, ct);
            if (open?.Draft is not null)
            {
                return new Problem("Workflow.Import.HasDraft", "Text") { Arguments = [open.Type.Name] };
            }

            if (open is null)
            {
                keys.Add(Add(asNew ? document.CopyAs(OrchardId.New(), graph.Name) : document, WorkflowDeed.Imported, by, nowUtc).Value);
            }
            else
            {
                var replaced = drafts.Replace(open, 0, document.Json, by, nowUtc);
                if (!replaced.Succeeded)
                {
                    return Result<List<string>>.Refused(replaced.Problems);
                }

                db.Add(WorkflowTypeEntry.Write(open.Type.Id, WorkflowDeed.Imported, null, by, nowUtc));
                keys.Add(graph.TypeKey);
            }
        }

        return keys;
    }

    private static Result<List<WorkflowDocument>> Read(string text)
    {
        if (text.Length > Drafts.LongestDefinition)
        {
            return new Problem("Workflow.Import.TooLong", "Text", ProblemKind.TooLarge);
        }

        try
        {
            var documents = Types(JsonNode.Parse(text, IgnoringCase, Lenient)).Take(MostTypes + 1).Select(t => WorkflowDocument.Parse(t.ToJsonString())).ToList();
            return documents switch
            {
                [] => new Problem("Workflow.Import.None", "Text"),
                { Count: > MostTypes } => new Problem("Workflow.Import.TooLong", "Text", ProblemKind.TooLarge),
                _ when documents.Find(d => d.Graph() is not { TypeKey.Length: > 0 and <= 40, Name.Length: > 0 and <= WorkflowTypeMapping.LongestName }) is { } nameless =>
                    new Problem("Workflow.Check.NoName", "Text") { Arguments = [nameless.Name] },
                _ when documents.Select(d => d.Graph().TypeKey).Distinct().Count() < documents.Count => new Problem("Workflow.Import.Twice", "Text"),
                _ => documents,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new Problem("Workflow.Check.Unreadable", "Text") { Arguments = [e.Message] };
        }
    }

    // A recipe or an export, whose steps may be written in any case; a list of types; one type.
    private static IEnumerable<JsonObject> Types(JsonNode? node) => node switch
    {
        JsonObject recipe when recipe["steps"] is JsonArray steps => steps.OfType<JsonObject>()
            .Where(s => string.Equals(s["name"]?.ToString(), "WorkflowType", StringComparison.OrdinalIgnoreCase)).SelectMany(s => Types(s["data"])),
        JsonObject type => [type],
        JsonArray list => list.OfType<JsonObject>(),
        _ => [],
    };

    private async Task<IReadOnlyList<WorkflowDocument>> ReadTemplatesAsync(CancellationToken ct)
    {
        var file = Path.Combine(recipes.Value.Path, TemplatesFile);
        return File.Exists(file) ? Read(await File.ReadAllTextAsync(file, ct)) is { Succeeded: true } read ? read.Value : [] : [];
    }

    private Result<string> Add(WorkflowDocument document, WorkflowDeed deed, PersonId? by, DateTime nowUtc)
    {
        var graph = document.Graph();
        var type = WorkflowType.Create(graph.TypeKey, nowUtc);
        type.Describe(graph.Name, deed != WorkflowDeed.Imported || graph.IsEnabled, nowUtc);
        type.Rename(graph.Name, document.Description.Length > WorkflowTypeMapping.LongestText ? document.Description[..WorkflowTypeMapping.LongestText] : document.Description, nowUtc);
        db.Add(type);
        db.Add(WorkflowDraft.Begin(type.Id, 0, document.Json, by, nowUtc));
        db.Add(WorkflowTypeEntry.Write(type.Id, deed, null, by, nowUtc));
        return graph.TypeKey;
    }
}
