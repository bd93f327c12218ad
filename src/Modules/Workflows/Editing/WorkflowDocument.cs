using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntranetInnovation.Workflows;

/// <summary>
/// A definition that is being changed: Orchard's JSON, in which every member that nobody here knows stays where and as it was. What it holds is never evaluated.
/// </summary>
internal sealed class WorkflowDocument
{
    /// <summary>For people who look at what is written.</summary>
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>Pixels between a step and the one that is added after it, for those who draw.</summary>
    private const int Apart = 280;

    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };
    private static readonly JsonNodeOptions IgnoringCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject root;

    private WorkflowDocument(JsonObject root) => this.root = root;

    public string Json => root.ToJsonString(AsWritten);

    public string Name => root[nameof(Name)]?.ToString() ?? "";

    /// <summary>What a template says of itself; Orchard has no such member, and keeps none.</summary>
    public string Description => root[nameof(Description)]?.ToString() ?? "";

    private JsonArray Activities => List(nameof(Activities));

    private JsonArray Transitions => List(nameof(Transitions));

    public static WorkflowDocument New(string key, string name) => new(new JsonObject(IgnoringCase)
    {
        ["WorkflowTypeId"] = key,
        [nameof(Name)] = name,
        ["IsEnabled"] = true,
        ["IsSingleton"] = false,
        ["LockTimeout"] = 0,
        ["LockExpiration"] = 0,
        ["DeleteFinishedWorkflows"] = false,
        [nameof(Activities)] = new JsonArray(),
        [nameof(Transitions)] = new JsonArray(),
    });

    /// <summary>Reads what <see cref="Json"/> wrote, or what <see cref="WorkflowGraph.Parse"/> has taken: throws as that does.</summary>
    public static WorkflowDocument Parse(string json) => new(JsonNode.Parse(json, IgnoringCase, Reading)?.AsObject() ?? throw new JsonException("Not an object."));

    public WorkflowGraph Graph() => WorkflowGraph.Parse(Json);

    public void Rename(string name) => root[nameof(Name)] = name;

    /// <summary>The same definition under another id and name, its steps under ids of their own.</summary>
    public WorkflowDocument CopyAs(string key, string name)
    {
        var copy = Parse(Json);
        copy.root["WorkflowTypeId"] = key;
        copy.root[nameof(Name)] = name;
        foreach (var id in Activities.OfType<JsonObject>().Select(IdOf).ToList())
        {
            copy.ChangeId(id, OrchardId.New());
        }

        return copy;
    }

    /// <summary>Adds a step, by an outcome of another one when <paramref name="after"/> is given; what that outcome led to before, the new step's first outcome leads to then.</summary>
    /// <returns>Its id.</returns>
    public string Add(string activity, JsonObject properties, string? firstOutcome, (string Source, string Outcome)? after)
    {
        var id = OrchardId.New();
        var before = after is { } way ? Find(way.Source) : Activities.OfType<JsonObject>().LastOrDefault();
        Activities.Add(Node(new()
        {
            ["ActivityId"] = id,
            [nameof(Name)] = activity,
            ["X"] = before is null ? Apart / 10 : Number(before["X"]) + Apart,
            ["Y"] = before is null ? Apart / 2 : Number(before["Y"]),
            ["IsStart"] = false,
            ["Properties"] = properties,
        }));
        if (after is { } from)
        {
            var led = DestinationOf(from.Source, from.Outcome);
            Lead(from.Source, from.Outcome, id);
            if (led is not null && firstOutcome is not null)
            {
                Lead(id, firstOutcome, led);
            }
        }

        return id;
    }

    /// <summary>A copy of a step, without its ways on; null when there is no such step.</summary>
    public string? Duplicate(string id, string? title)
    {
        if (Find(id) is not { } step)
        {
            return null;
        }

        var copy = step.DeepClone().AsObject();
        var made = OrchardId.New();
        copy["ActivityId"] = made;
        copy["IsStart"] = false;
        (copy["X"], copy["Y"]) = (Number(step["X"]) + (Apart / 7), Number(step["Y"]) + (Apart / 2));
        Activities.Insert(Activities.IndexOf(step) + 1, copy);
        Caption(made, title);
        return made;
    }

    /// <summary>Removes a step. Where it had one way on, those that led to it lead there; else they lead nowhere.</summary>
    public void Remove(string id)
    {
        if (Find(id) is not { } step)
        {
            return;
        }

        var onward = Ways(id).Select(t => Text(t, "DestinationActivityId")).Distinct().ToList();
        foreach (var way in Transitions.OfType<JsonObject>().Where(t => Text(t, "DestinationActivityId") == id && Text(t, "SourceActivityId") != id).ToList())
        {
            if (onward is [var only] && only != id)
            {
                way["DestinationActivityId"] = only;
            }
            else
            {
                Transitions.Remove(way);
            }
        }

        foreach (var way in Ways(id))
        {
            Transitions.Remove(way);
        }

        Activities.Remove(step);
    }

    /// <summary>Begins with a step, or no longer does.</summary>
    public void Start(string id, bool starts)
    {
        if (Find(id) is { } step)
        {
            step["IsStart"] = starts;
        }
    }

    /// <summary>The administrator's caption; null or empty for none.</summary>
    public void Caption(string id, string? title)
    {
        if (Find(id) is not { } step)
        {
            return;
        }

        var properties = Properties(step);
        if (!string.IsNullOrWhiteSpace(title))
        {
            if (properties["ActivityMetadata"] is not JsonObject)
            {
                properties["ActivityMetadata"] = Node([]);
            }

            properties["ActivityMetadata"]!["Title"] = title;
        }
        else if (properties["ActivityMetadata"] is JsonObject metadata)
        {
            metadata.Remove("Title");
        }
    }

    /// <summary>Sets properties of a step; those whose value is null are removed, and all others stay.</summary>
    public void Set(string id, JsonObject values)
    {
        if (Find(id) is not { } step)
        {
            return;
        }

        var properties = Properties(step);
        foreach (var (name, value) in values.ToList())
        {
            if (value is null)
            {
                properties.Remove(name);
            }
            else if (!JsonNode.DeepEquals(properties[name], value))
            {
                properties[name] = value.DeepClone();
            }
        }
    }

    /// <summary>An outcome leads to a step from now on, or nowhere for null. Orchard follows only the first way of an outcome, so one is left.</summary>
    public void Lead(string source, string outcome, string? destination)
    {
        var ways = Ways(source).Where(t => Text(t, "SourceOutcomeName") == outcome).ToList();
        foreach (var way in destination is null ? ways : ways.Skip(1))
        {
            Transitions.Remove(way);
        }

        if (destination is not null && ways is [var kept, ..])
        {
            kept["DestinationActivityId"] = destination;
        }
        else if (destination is not null)
        {
            Transitions.Add(Node(new()
            {
                ["Id"] = 0,
                ["SourceActivityId"] = source,
                ["SourceOutcomeName"] = outcome,
                ["DestinationActivityId"] = destination,
            }));
        }
    }

    /// <summary>An outcome is called something else: its way on stays.</summary>
    public void RenameOutcome(string source, string outcome, string name)
    {
        foreach (var way in Ways(source).Where(t => Text(t, "SourceOutcomeName") == outcome))
        {
            way["SourceOutcomeName"] = name;
        }
    }

    private static string? Text(JsonObject of, string name) => of[name]?.ToString();

    private static string IdOf(JsonObject step) => Text(step, "ActivityId") ?? "";

    private static int Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? (int)number : 0;

    // Made with the same options as what was read, so that a name is found however it is written.
    private static JsonObject Node(JsonObject plain) => JsonNode.Parse(plain.ToJsonString(), IgnoringCase)!.AsObject();

    private static JsonObject Properties(JsonObject step)
    {
        if (step["Properties"] is not JsonObject)
        {
            step["Properties"] = Node([]);
        }

        return step["Properties"]!.AsObject();
    }

    private void ChangeId(string id, string other)
    {
        Find(id)!["ActivityId"] = other;
        foreach (var way in Transitions.OfType<JsonObject>())
        {
            foreach (var end in new[] { "SourceActivityId", "DestinationActivityId" }.Where(e => Text(way, e) == id))
            {
                way[end] = other;
            }
        }
    }

    private JsonObject? Find(string id) => Activities.OfType<JsonObject>().FirstOrDefault(a => IdOf(a) == id);

    private string? DestinationOf(string source, string outcome) =>
        Ways(source).Where(t => Text(t, "SourceOutcomeName") == outcome).Select(t => Text(t, "DestinationActivityId")).FirstOrDefault();

    private List<JsonObject> Ways(string source) => [.. Transitions.OfType<JsonObject>().Where(t => Text(t, "SourceActivityId") == source)];

    private JsonArray List(string name)
    {
        if (root[name] is not JsonArray)
        {
            root[name] = new JsonArray(IgnoringCase);
        }

        return root[name]!.AsArray();
    }
}
