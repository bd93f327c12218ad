using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>
/// A condition as data: <c>{"All": [...]}</c> or <c>{"Any": [...]}</c>, nested at most five deep, of rows <c>{"Field": "department", "Operator": "is", "Value": "kultur"}</c>.
/// Operators: <c>is</c>, <c>is-not</c>, <c>in</c> (a list), <c>is-set</c>. Expressions are never evaluated: they fault.
/// </summary>
internal static class Condition
{
    private const int Deepest = 5;
    private static readonly string[] Fields = ["department", "unit", "campaign", "goal", "source", "status", "confidential", "answered"];

    public static bool Holds(JsonObject? condition, IReadOnlyDictionary<string, string?> values)
    {
        if (condition is null)
        {
            throw new ActivityFaultException("Workflow.Fault.NoCondition");
        }

        // An empty expression is what Orchard writes beside a condition of ours.
        if (condition["Expression"] is JsonValue script && !string.IsNullOrWhiteSpace(script.ToString()))
        {
            throw new ActivityFaultException("Workflow.Fault.Script");
        }

        return Group(condition, values, 1);
    }

    private static bool Group(JsonObject node, IReadOnlyDictionary<string, string?> values, int depth)
    {
        if (depth > Deepest)
        {
            throw new ActivityFaultException("Workflow.Fault.ConditionTooDeep");
        }

        return (node["All"], node["Any"]) switch
        {
            (JsonArray all, null) => all.All(n => Node(n, values, depth)),
            (null, JsonArray any) => any.Any(n => Node(n, values, depth)),
            (null, null) when node["Field"] is not null => Row(node, values),
            _ => throw new ActivityFaultException("Workflow.Fault.NoCondition"),
        };
    }

    private static bool Node(JsonNode? node, IReadOnlyDictionary<string, string?> values, int depth) =>
        node is JsonObject inner
            ? inner["Field"] is null ? Group(inner, values, depth + 1) : Row(inner, values)
            : throw new ActivityFaultException("Workflow.Fault.NoCondition");

    private static bool Row(JsonObject row, IReadOnlyDictionary<string, string?> values)
    {
        var field = row["Field"]!.ToString();
        if (!values.TryGetValue(field, out var value) && !Fields.Contains(field))
        {
            throw new ActivityFaultException("Workflow.Fault.UnknownField", field);
        }

        return row["Operator"]?.ToString() switch
        {
            "is" => Same(value, row["Value"]),
            "is-not" => !Same(value, row["Value"]),
            "in" => row["Value"] is JsonArray list && list.Any(one => Same(value, one)),
            "is-set" => !string.IsNullOrEmpty(value),
            var other => throw new ActivityFaultException("Workflow.Fault.UnknownOperator", other ?? ""),
        };
    }

    // A tick may be written as true or "true".
    private static bool Same(string? value, JsonNode? wanted) => string.Equals(value, wanted?.ToString(), StringComparison.OrdinalIgnoreCase);
}
