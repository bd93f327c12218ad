using System.Text.Json.Nodes;

namespace IntranetInnovation.Workflows;

/// <summary>Orchard's workflow types as JSON Schema: what we read is named and typed, and whatever else Orchard writes may stand beside it.</summary>
internal static class WorkflowTypeSchema
{
    public static JsonObject Step() => Open(["name", "data"], ("data", List(Type())));

    private static JsonObject Type() => Open(
        ["WorkflowTypeId", "Name", "Activities", "Transitions"],
        ("WorkflowTypeId", Text(26)), ("Name", Text(255)), ("IsEnabled", Of("boolean")), ("IsSingleton", Of("boolean")), ("LockTimeout", Of("integer")),
        ("LockExpiration", Of("integer")), ("DeleteFinishedWorkflows", Of("boolean")), ("Activities", List(Activity())), ("Transitions", List(Transition())));

    private static JsonObject Activity() => Open(
        ["ActivityId", "Name"],
        ("ActivityId", Text(26)), ("Name", Text(255)), ("X", Of("integer")), ("Y", Of("integer")), ("IsStart", Of("boolean")), ("Properties", Of("object")));

    private static JsonObject Transition() => Open(
        ["SourceActivityId", "SourceOutcomeName", "DestinationActivityId"],
        ("Id", Of("integer")), ("SourceActivityId", Text(26)), ("SourceOutcomeName", Text(255)), ("DestinationActivityId", Text(26)));

    private static JsonObject Open(IReadOnlyList<string> required, params IReadOnlyList<(string Name, JsonObject Schema)> members) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]),
        ["properties"] = new JsonObject(members.Select(m => KeyValuePair.Create(m.Name, (JsonNode?)m.Schema))),
    };

    private static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Text(int atMost) => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = atMost };

    private static JsonObject Of(string type) => new() { ["type"] = type };
}
