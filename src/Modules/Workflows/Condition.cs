using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>
/// A condition as data: <c>{"All": [...]}</c> or <c>{"Any": [...]}</c>, nested at most five deep, of rows <c>{"Field": "department", "Operator": "is", "Value": "kultur"}</c>.
/// Operators: <c>is</c>, <c>is-not</c>, <c>in</c> and <c>not-in</c> (a list), <c>is-set</c>, <c>is-not-set</c>. Expressions are never evaluated: they fault.
/// </summary>
internal abstract record Condition
{
    public const int Deepest = 5;

    private static readonly string[] Fields = ["department", "unit", "campaign", "goal", "source", "status", "confidential", "answered"];

    /// <summary>All of its parts hold, or any of them.</summary>
    public sealed record Group(bool IsAll, IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>One value compared; <paramref name="Values"/> is empty for the operators that need none.</summary>
    public sealed record Row(string Field, string Operator, IReadOnlyList<string> Values) : Condition
    {
        public static readonly string[] Operators = ["is", "is-not", "in", "not-in", "is-set", "is-not-set"];
    }

    public static bool Holds(JsonObject? condition, IReadOnlyDictionary<string, string?> values) => Read(condition).IsTrue(values);

    /// <summary>Throws <see cref="ActivityFaultException"/> for what cannot be read.</summary>
    public static Group Read(JsonObject? condition)
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

        return Of(condition, 1) switch { Group group => group, var row => new Group(IsAll: true, [row]) };
    }

    /// <summary>True for a group, or one within it, that has nothing in it.</summary>
    public bool HasEmptyGroup() => this is Group group && (group.Parts.Count == 0 || group.Parts.Any(p => p.HasEmptyGroup()));

    /// <summary>All rows, those of inner groups too.</summary>
    public IEnumerable<Row> Rows() => this is Group group ? group.Parts.SelectMany(p => p.Rows()) : [(Row)this];

    private static Condition Of(JsonNode? node, int depth)
    {
        if (depth > Deepest)
        {
            throw new ActivityFaultException("Workflow.Fault.ConditionTooDeep");
        }

        return (node as JsonObject) switch
        {
            null => throw new ActivityFaultException("Workflow.Fault.NoCondition"),
            { } row when row["Field"] is JsonValue => RowOf(row),
            { } group => (group["All"], group["Any"]) switch
            {
                (JsonArray all, null) => new Group(IsAll: true, [.. all.Select(n => Of(n, Below(n, depth)))]),
                (null, JsonArray any) => new Group(IsAll: false, [.. any.Select(n => Of(n, Below(n, depth)))]),
                _ => throw new ActivityFaultException("Workflow.Fault.NoCondition"),
            },
        };
    }

    // Only groups are levels.
    private static int Below(JsonNode? node, int depth) => node is JsonObject row && row["Field"] is not null ? depth : depth + 1;

    private static Row RowOf(JsonObject row)
    {
        var name = row["Operator"]?.ToString() ?? "";
        return Row.Operators.Contains(name)
            ? new(row["Field"]!.ToString(), name, row["Value"] switch
            {
                _ when name is "is-set" or "is-not-set" => [],
                JsonArray list when name is "in" or "not-in" => [.. list.Select(v => v?.ToString() ?? "")],
                JsonValue one when name is "is" or "is-not" => [one.ToString()],
                _ => throw new ActivityFaultException("Workflow.Fault.NoValue", row["Field"]!.ToString()),
            })
            : throw new ActivityFaultException("Workflow.Fault.UnknownOperator", name);
    }

    private bool IsTrue(IReadOnlyDictionary<string, string?> values) => this switch
    {
        Group { IsAll: true } all => all.Parts.All(p => p.IsTrue(values)),
        Group any => any.Parts.Any(p => p.IsTrue(values)),
        Row row => Compare(row, values),
        _ => throw new InvalidOperationException(),
    };

    private static bool Compare(Row row, IReadOnlyDictionary<string, string?> values)
    {
        if (!values.TryGetValue(row.Field, out var value) && !Fields.Contains(row.Field))
        {
            throw new ActivityFaultException("Workflow.Fault.UnknownField", row.Field);
        }

        // A tick may be written as true or "true".
        var same = row.Values.Any(wanted => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase));
        return row.Operator switch
        {
            "is" or "in" => same,
            "is-not" or "not-in" => !same,
            "is-set" => !string.IsNullOrEmpty(value),
            _ => string.IsNullOrEmpty(value),
        };
    }
}
