using System.Globalization;
using System.Text.Json.Nodes;

namespace IntranetInnovation.Workflows;

/// <summary>What the small buttons of a step's form do to what was posted, before it is shown again: nothing is stored by them. The form works without script by this.</summary>
internal static class FormDeeds
{
    /// <summary>Such as <c>up|f.To|1</c>: the deed, the list's name, the row's index or what is to be added. False for a deed that the form does not have.</summary>
    public static bool Apply(JsonObject properties, string deed, Func<string, string?> posted)
    {
        if (deed.Split('|') is not [var what, var name, var which] || !name.StartsWith(FormReader.Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var path = name[FormReader.Prefix.Length..].Split('.');
        if (what == "find")
        {
            return true; // Who was searched for is in the rule: the form lists who might be meant.
        }

        if (what == "insert")
        {
            properties[path[0]] = Joined(properties[path[0]]?.ToString(), posted($"{name}.insert"));
            return true;
        }

        if (what is "row" or "group" && properties[path[0]] is null)
        {
            properties[path[0]] = new JsonObject { ["All"] = new JsonArray() };
        }

        if (List(properties, path, what) is not { } list)
        {
            return false;
        }

        var at = int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? index : -1;
        switch (what)
        {
            case "add":
                list.Add((JsonNode)"");
                return true;
            case "add-row":
                list.Add((JsonNode)new JsonObject());
                return true;
            case "row" when posted($"{name}.new") is { Length: > 0 } field:
                list.Add((JsonNode)new JsonObject { ["Field"] = field, ["Operator"] = "is" });
                return true;
            case "group":
                list.Add((JsonNode)new JsonObject { ["Any"] = new JsonArray() });
                return true;
            case "remove" when at >= 0:
                list.RemoveAt(at);
                return true;
            case "up" when at > 0:
                Move(list, at, at - 1);
                return true;
            case "down" when at >= 0 && at < list.Count - 1:
                Move(list, at, at + 1);
                return true;
            default:
                return what is "row" or "up" or "down";
        }
    }

    private static void Move(JsonArray list, int from, int to)
    {
        var row = list[from];
        list.RemoveAt(from);
        list.Insert(to, row);
    }

    private static JsonNode? Joined(string? text, string? value) =>
        string.IsNullOrEmpty(value) ? text : $"{text}{(string.IsNullOrEmpty(text) || text.EndsWith(' ') ? "" : " ")}{{{{ {value} }}}}";

    // The list of a field; of a condition, the group that the indices lead to.
    private static JsonArray? List(JsonObject properties, string[] path, string what)
    {
        if (properties[path[0]] is JsonArray list)
        {
            return list;
        }

        if (properties[path[0]] is null && what is "add" or "add-row")
        {
            properties[path[0]] = new JsonArray();
            return properties[path[0]]!.AsArray();
        }

        var group = properties[path[0]] as JsonObject;
        foreach (var step in path.Skip(1))
        {
            var parts = Parts(group);
            group = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < parts?.Count ? parts[at] as JsonObject : null;
        }

        return Parts(group);
    }

    private static JsonArray? Parts(JsonObject? group) => (group?["All"] ?? group?["Any"]) as JsonArray;
}
