using System.Globalization;
using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Http;

namespace IntranetInnovation.Workflows;

/// <summary>
/// A step's properties out of its posted form. What cannot be read stays in them as the text that was typed, so that the form shows it again; <see cref="FieldCheck.Malformed"/> says what is wrong.
/// The names: <c>f.{Field}</c>, and for rows <c>f.{Field}.{index}</c>.
/// </summary>
internal sealed class FormReader(IFormCollection posted)
{
    public const string Prefix = "f.";

    // Rows of one list; a form that says more is nobody's.
    private const int MostRows = 100;
    private static readonly char[] Between = [',', ';', ' ', '\t', '\r', '\n'];

    /// <summary>A member for each field of the form: null where nothing was given. Blank rows are kept.</summary>
    public JsonObject Read(ActivityForm form) => Read(form.Fields, Prefix);

    /// <summary>
    /// What is to be stored: without blank rows, and as it was written before where it means the same (one text for a list of one, an empty list for nothing), so that saving an unchanged form
    /// changes nothing.
    /// </summary>
    public static JsonObject Clean(JsonObject read, JsonObject before)
    {
        var clean = new JsonObject();
        foreach (var (name, value) in read)
        {
            var now = value switch
            {
                JsonArray list => new JsonArray([.. list.Where(i => !IsBlank(i)).Select(i => i!.DeepClone())]),
                _ => value?.DeepClone(),
            };
            var was = before[name];
            var same = (was, now) switch
            {
                (JsonValue one, JsonArray { Count: 1 } list) => JsonNode.DeepEquals(one, list[0]),
                (JsonArray { Count: 0 }, JsonArray { Count: 0 } or null) => true,
                (JsonValue tick, null) => tick.ToString() is "false" or "",
                _ => false,
            };
            clean[name] = same ? was!.DeepClone() : now is JsonArray { Count: 0 } ? null : now;
        }

        return clean;
    }

    private static bool IsBlank(JsonNode? node) => node switch
    {
        null => true,
        JsonValue value => string.IsNullOrWhiteSpace(value.ToString()),
        JsonObject row => row.All(member => IsBlank(member.Value)),
        JsonArray list => list.All(IsBlank),
        _ => false,
    };

    private JsonObject Read(IReadOnlyList<ActivityField> fields, string prefix) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, Value(f, prefix + f.Name))));

    private JsonNode? Value(ActivityField field, string name) => field.Kind switch
    {
        FieldKind.Number or FieldKind.WorkingDays => NumberOf(Text(name)),
        FieldKind.WorkingDaysList => Numbers(Text(name)),
        FieldKind.Tick => posted.ContainsKey(name) ? JsonValue.Create(true) : null,
        FieldKind.Choices => ListOf(posted[name]),
        FieldKind.Outcomes => ListOf((Text(name) ?? "").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)),
        FieldKind.Rules => new JsonArray([.. Rows(name).Select(row => (JsonNode)Rule(row))]),
        FieldKind.Table => new JsonArray([.. Rows(name).Select(row => (JsonNode)Read(field.Columns, row + "."))]),
        FieldKind.Condition => posted.ContainsKey($"{name}.mode") ? Group(name, 1) : null,
        FieldKind.Duration => Duration(Text(name), Text($"{name}.unit")),
        FieldKind.Cron => Cron(name),
        _ => Text(name) is { } text ? JsonValue.Create(text) : null,
    };

    private string? Text(string name) => posted[name].ToString().Trim() is { Length: > 0 } text ? text.ReplaceLineEndings("\n") : null;

    private static JsonArray? ListOf(IEnumerable<string?> values) => new([.. values.Where(v => !string.IsNullOrEmpty(v)).Select(v => (JsonNode)v!)]);

    private static JsonNode? NumberOf(string? text) => text is null ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);

    private static JsonNode? Numbers(string? text)
    {
        var parts = (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries);
        var numbers = parts.Select(NumberOf).ToList();
        return numbers.Exists(n => n is JsonValue value && !value.TryGetValue<int>(out _)) ? JsonValue.Create(text) : new JsonArray([.. numbers]);
    }

    private IEnumerable<string> Rows(string name)
    {
        var count = int.TryParse(posted[$"{name}.count"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Min(n, MostRows) : 0;
        return Enumerable.Range(0, count).Select(i => $"{name}.{i.ToString(CultureInfo.InvariantCulture)}");
    }

    // A rule that ends with a colon takes who was searched for, chosen, or searched for before; whoever searches without choosing a rule means a person.
    private string Rule(string row)
    {
        var who = Text($"{row}.who") ?? Text($"{row}.person") ?? Text($"{row}.sought");
        return Text($"{row}.rule") is not { } rule ? who is null ? "" : PersonResolver.Named(who)
            : rule.EndsWith(':') ? rule + who
            : rule;
    }

    private JsonObject Group(string path, int depth)
    {
        var parts = depth > Condition.Deepest ? [] : Rows(path).Select(p => (JsonNode)(posted.ContainsKey($"{p}.mode") ? Group(p, depth + 1) : Row(p)));
        return new() { [posted[$"{path}.mode"] == "any" ? "Any" : "All"] = new JsonArray([.. parts]) };
    }

    private JsonObject Row(string path)
    {
        var values = posted[$"{path}.value"].Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()).ToList();
        var (many, not) = (values.Count > 1, posted[$"{path}.op"] == "not");
        var row = new JsonObject { ["Field"] = Text($"{path}.field") ?? "" };
        if (posted[$"{path}.op"].ToString() is "set" or "unset")
        {
            row["Operator"] = posted[$"{path}.op"] == "set" ? "is-set" : "is-not-set";
            return row;
        }

        row["Operator"] = (many, not) switch { (true, true) => "not-in", (true, false) => "in", (false, true) => "is-not", _ => "is" };
        row["Value"] = many ? new JsonArray([.. values.Select(v => (JsonNode)v)]) : values.FirstOrDefault();
        return row;
    }

    private static JsonNode? Duration(string? number, string? unit) => number is null ? null : (unit, int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)) switch
    {
        ("days", true) => $"P{n.ToString(CultureInfo.InvariantCulture)}D",
        ("hours", true) => $"PT{n.ToString(CultureInfo.InvariantCulture)}H",
        ("minutes", true) => $"PT{n.ToString(CultureInfo.InvariantCulture)}M",
        _ => number,
    };

    private JsonNode? Cron(string name)
    {
        if (!TimeOnly.TryParseExact(posted[$"{name}.time"], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return Text(name) is { } own ? JsonValue.Create(own) : null;
        }

        var at = string.Create(CultureInfo.InvariantCulture, $"{time.Minute} {time.Hour}");
        return posted[$"{name}.often"].ToString() switch
        {
            "daily" => $"{at} * * *",
            "weekdays" => $"{at} * * 1-5",
            "weekly" => $"{at} * * {Text($"{name}.weekday") ?? "1"}",
            "monthly" => $"{at} {Text($"{name}.day") ?? "1"} * *",
            _ => Text(name) is { } own ? JsonValue.Create(own) : null,
        };
    }
}
