using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Activities;

namespace IntranetInnovation.Workflows;

/// <summary>A workflow type's definition, read from Orchard's JSON: names of members ignoring case, comments and trailing commas allowed. Immutable, shared by all runs.</summary>
internal sealed class WorkflowGraph
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };
    private static readonly JsonNodeOptions IgnoringCase = new() { PropertyNameCaseInsensitive = true };

    private readonly Dictionary<string, GraphActivity> byId = [];
    private readonly Dictionary<(string Source, string Outcome), string> next = [];
    private readonly ILookup<string, string> destinations;

    private WorkflowGraph(JsonElement type)
    {
        TypeKey = Text(type, "WorkflowTypeId") ?? "";
        Name = Text(type, "Name") ?? "";
        IsEnabled = Flag(type, "IsEnabled");
        Activities = [.. Items(type, "Activities").Select(a => new GraphActivity(
            Text(a, "ActivityId") ?? "", Text(a, "Name") ?? "", Caption(Member(a, "Properties")), Flag(a, "IsStart"), Member(a, "Properties")))];
        Transitions = [.. Items(type, "Transitions").Select(t => new GraphTransition(
            Text(t, "SourceActivityId") ?? "", Text(t, "SourceOutcomeName") ?? "", Text(t, "DestinationActivityId") ?? ""))];
        foreach (var activity in Activities)
        {
            byId.TryAdd(activity.Id, activity);
        }

        foreach (var transition in Transitions)
        {
            // Orchard follows only the first transition of an outcome; so do we.
            next.TryAdd((transition.Source, transition.Outcome), transition.Destination);
        }

        destinations = next.ToLookup(n => n.Key.Source, n => n.Value);
    }

    /// <summary>Of what no workflow took: no steps.</summary>
    public static WorkflowGraph Empty { get; } = Parse("{}");

    /// <summary>Orchard's id of the type, the same over all versions.</summary>
    public string TypeKey { get; }

    public string Name { get; }

    public bool IsEnabled { get; }

    /// <summary>In the order written.</summary>
    public IReadOnlyList<GraphActivity> Activities { get; }

    public IReadOnlyList<GraphTransition> Transitions { get; }

    /// <summary>Throws <see cref="JsonException"/> when it is no JSON object, <see cref="InvalidOperationException"/> when a member has the wrong kind, and
    /// <see cref="ArgumentException"/> when two members differ by case only.</summary>
    public static WorkflowGraph Parse(string json)
    {
        using var document = JsonDocument.Parse(json, Reading);
        return new(document.RootElement.Clone());
    }

    public GraphActivity? Find(string id) => byId.GetValueOrDefault(id);

    public GraphActivity? Next(string source, string outcome) => next.TryGetValue((source, outcome), out var id) ? Find(id) : null;

    /// <summary>True when some way leads from one step to another; to itself only in a loop. Each step is looked at once, whatever loops there are.</summary>
    public bool Reaches(string from, string to) => GraphWalks.From(destinations[from], destinations).Contains(to);

    /// <summary>The user task with a form, or null; the first one written when there are several.</summary>
    public GraphActivity? UserTask(string form) =>
        Activities.FirstOrDefault(a => a.Name == UserTaskEvent.Name && a.Properties()["Form"] is JsonValue value && value.ToString() == form);

    /// <summary>The steps in the order in which they are reached from the starts, then those that nothing leads to.</summary>
    public IReadOnlyList<GraphActivity> InOrder()
    {
        var bySource = Transitions.ToLookup(t => t.Source);
        var seen = new HashSet<string>();
        var order = new List<GraphActivity>();
        foreach (var root in Activities.OrderByDescending(a => a.IsStart))
        {
            var waiting = new Queue<GraphActivity>([root]);
            while (waiting.TryDequeue(out var activity))
            {
                if (!seen.Add(activity.Id))
                {
                    continue;
                }

                order.Add(activity);
                foreach (var following in bySource[activity.Id].Select(t => Find(t.Destination)).OfType<GraphActivity>())
                {
                    waiting.Enqueue(following);
                }
            }
        }

        return order;
    }

    internal static JsonObject ObjectOf(JsonElement? properties) =>
        properties is { ValueKind: JsonValueKind.Object } element ? JsonObject.Create(element, IgnoringCase)! : new(IgnoringCase);

    private static string? Caption(JsonElement? properties) =>
        ObjectOf(properties)["ActivityMetadata"] is JsonObject metadata && metadata["Title"] is JsonValue title ? title.ToString() : null;

    private static JsonElement? Member(JsonElement of, string name)
    {
        foreach (var member in of.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static string? Text(JsonElement of, string name) => Member(of, name) is { ValueKind: not JsonValueKind.Null } value ? value.GetString() : null;

    private static bool Flag(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.True };

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}

/// <summary>A step.</summary>
/// <param name="Id">26 characters when Orchard made it.</param>
/// <param name="Name">Name of the activity's class.</param>
/// <param name="Title">The administrator's caption, or null.</param>
/// <param name="IsStart">True when a flow may begin here.</param>
/// <param name="Element">The properties as written; null when there are none.</param>
internal sealed record GraphActivity(string Id, string Name, string? Title, bool IsStart, JsonElement? Element)
{
    /// <summary>A copy for each step: a JsonObject may be changed, and is not safe to read from two threads.</summary>
    public JsonObject Properties() => WorkflowGraph.ObjectOf(Element);
}

/// <summary>An outcome that leads to a step.</summary>
internal sealed record GraphTransition(string Source, string Outcome, string Destination);
