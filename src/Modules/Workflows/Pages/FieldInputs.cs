using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>Draws an activity's form: a property as the control that fits it, with the choices of today.</summary>
internal sealed partial class FieldInputs(Offers offers, ValueWords words, NamedInRules named, IEnumerable<IAssigneeResolver> resolvers, ITexts texts)
{
    private const int LongestExample = 60;

    public async Task<IReadOnlyList<FieldInput>> OfAsync(string activity, ActivityForm form, JsonObject properties, ModelStateDictionary errors, CancellationToken ct)
    {
        var inputs = new List<FieldInput>();
        foreach (var field in form.Fields)
        {
            inputs.Add(await InputAsync(activity, field, FormReader.Prefix + field.Name, properties[field.Name], errors, ct));
        }

        return inputs;
    }

    private async Task<FieldInput> InputAsync(string activity, ActivityField field, string name, JsonNode? value, ModelStateDictionary errors, CancellationToken ct)
    {
        var error = errors.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? string.Join(' ', entry.Errors.Select(e => e.ErrorMessage)) : null;
        var input = new FieldInput(field, name, texts.Field(activity, field.Name), texts.FieldHint(activity, field.Name), error);
        switch (field.Kind)
        {
            case FieldKind.Choice or FieldKind.Choices:
                return input with { Options = await OptionsAsync(field, value, ct), Values = [.. Texts(value)] };
            case FieldKind.Rules:
                return input with { Options = await RulesAsync(field, ct), Values = [.. Texts(value)], People = await named.ListAsync(Texts(value), ct) };
            case FieldKind.Condition:
                return input with { Condition = await GroupAsync(value as JsonObject, name, 1, ct), Options = [.. offers.Values.Select(v => new Choice(v.Name, texts.Value(v.Name)))] };
            case FieldKind.Outcomes:
                return input with { Text = string.Join('\n', Texts(value).Select(texts.Action)) };
            case FieldKind.WorkingDaysList:
                return input with { Text = string.Join(", ", Texts(value)) };
            case FieldKind.Table:
                return input with { Rows = await RowsAsync(activity, field, name, value as JsonArray ?? [], errors, ct) };
            case FieldKind.Duration:
                var length = Length().Match(Text(value));
                return input with
                {
                    Text = length.Success ? length.Groups["n"].Value : Text(value),
                    Unit = !length.Success ? (Text(value).Length == 0 ? "days" : "iso") : length.Groups["u"].Value switch { "D" => "days", "H" => "hours", _ => "minutes" },
                };
            case FieldKind.Cron:
                return input with { Text = Text(value), Schedule = Schedule.Of(Text(value)) };
            case FieldKind.Text or FieldKind.LongText when field.TakesValues:
                return input with { Text = Text(value), Options = await ValuesAsync(field, ct) };
            default:
                return input with { Text = Text(value) };
        }
    }

    // Each with what would stand in its place just now.
    private async Task<IReadOnlyList<Choice>> ValuesAsync(ActivityField field, CancellationToken ct)
    {
        var example = await offers.ExampleAsync(ct);
        var values = new List<Choice>();
        foreach (var name in offers.Values.Select(v => v.Name).Prepend("title"))
        {
            var text = $"{{{{ {name} }}}}";
            var now = example is null ? "" : field.ForMachines ? Placeholders.Fill(text, example) : await words.FillAsync(text, example, ct);
            values.Add(new(name, now.Length == 0 ? texts.Value(name) : texts["Workflow.Input.ValueNow", texts.Value(name), now.Length <= LongestExample ? now : $"{now[..LongestExample].TrimEnd()} \u2026"]));
        }

        return values;
    }

    private static string Text(JsonNode? value) => value switch { null => "", JsonValue text => text.ToString(), _ => value.ToJsonString() };

    private static IEnumerable<string> Texts(JsonNode? value) => value switch
    {
        null => [],
        JsonArray list => list.Select(Text),
        _ => [Text(value)],
    };

    // What is chosen but no longer on offer stays a choice, so that saving does not change it behind one's back.
    private async Task<IReadOnlyList<Choice>> OptionsAsync(ActivityField field, JsonNode? value, CancellationToken ct)
    {
        var offered = field.Source is null ? [.. field.Options.Select(o => new Choice(o, texts.Option(field.Name, o)))] : await offers.OfAsync(field.Source, ct);
        return [.. offered, .. Texts(value).Where(v => v.Length > 0 && offered.All(o => o.Value != v)).Select(v => new Choice(v, texts["Workflow.ChoiceGone", v]))];
    }

    /// <summary>The rules on offer for a field; one that ends with a colon takes a name after it.</summary>
    public async Task<IReadOnlyList<Choice>> RulesAsync(ActivityField field, CancellationToken ct)
    {
        var rules = field.Also.Select(r => new Choice(r, texts.Rule(r))).ToList();
        foreach (var resolver in resolvers.DistinctBy(r => r.Key))
        {
            if (resolver.ArgumentSource is null)
            {
                rules.Add(new(resolver.Key, texts.Rule(resolver.Key)));
            }
            else if (resolver.ArgumentSource == ChoiceSources.People)
            {
                rules.Add(new($"{resolver.Key}:", texts.Rule(resolver.Key)));
            }
            else
            {
                rules.AddRange((await offers.OfAsync(resolver.ArgumentSource, ct)).Select(c => new Choice($"{resolver.Key}:{c.Value}", $"{texts.Rule(resolver.Key)}: {c.Text}")));
            }
        }

        return rules;
    }

    private async Task<IReadOnlyList<IReadOnlyList<FieldInput>>> RowsAsync(
        string activity, ActivityField field, string name, JsonArray value, ModelStateDictionary errors, CancellationToken ct)
    {
        var rows = new List<IReadOnlyList<FieldInput>>();
        for (var i = 0; i < value.Count; i++)
        {
            var cells = new List<FieldInput>();
            foreach (var column in field.Columns)
            {
                cells.Add(await InputAsync(activity, column, string.Create(CultureInfo.InvariantCulture, $"{name}.{i}.{column.Name}"), (value[i] as JsonObject)?[column.Name], errors, ct));
            }

            rows.Add(cells);
        }

        return rows;
    }

    private async Task<ConditionInput> GroupAsync(JsonObject? group, string name, int depth, CancellationToken ct)
    {
        var parts = new List<ConditionInput>();
        var written = (group?["All"] ?? group?["Any"]) as JsonArray ?? [];
        for (var i = 0; i < written.Count && depth <= Condition.Deepest; i++)
        {
            var part = written[i] as JsonObject;
            var path = string.Create(CultureInfo.InvariantCulture, $"{name}.{i}");
            parts.Add(part?["Field"] is null ? await GroupAsync(part, path, depth + 1, ct) : await RowAsync(part, path, ct));
        }

        return new(name, depth) { IsAll = group?["Any"] is null, Parts = parts, Fields = [.. offers.Values.Select(v => new Choice(v.Name, texts.Value(v.Name)))] };
    }

    private async Task<ConditionInput> RowAsync(JsonObject row, string name, CancellationToken ct)
    {
        var field = Text(row["Field"]);
        var value = offers.Values.FirstOrDefault(v => v.Name == field) ?? new SubjectValue(field);
        var values = Texts(row["Value"]).Where(v => v.Length > 0).ToList();
        var offered = value.Kind == SubjectValueKind.Tick
            ? [new Choice("true", texts["Workflow.Yes"]), new Choice("false", texts["Workflow.No"])]
            : await offers.OfAsync(value.Source, ct);
        return new(name, 0)
        {
            Field = field,
            Label = texts.Value(field),
            Kind = value.Kind,
            Operator = Text(row["Operator"]) switch { "is-not" or "not-in" => "not", "is-set" => "set", "is-not-set" => "unset", _ => "is" },
            Values = values,
            Options = [.. offered, .. values.Where(v => value.Source is not null && offered.All(o => o.Value != v)).Select(v => new Choice(v, texts["Workflow.ChoiceGone", v]))],
        };
    }

    [GeneratedRegex(@"^P(?:(?<n>\d{1,4})(?<u>D)|T(?<n>\d{1,4})(?<u>[HM]))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Length();
}

/// <summary>A property as a control.</summary>
internal sealed record FieldInput(ActivityField Field, string Name, string Label, string Hint, string? Error)
{
    public string Id => Name.Replace('.', '_');

    public string Text { get; init; } = "";

    /// <summary>Of a length of time.</summary>
    public string Unit { get; init; } = "";

    public Schedule? Schedule { get; init; }

    /// <summary>What is chosen; rules in order.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Of rules: the people that they name, by what is written after the colon.</summary>
    public IReadOnlyDictionary<string, NamedPerson> People { get; init; } = new Dictionary<string, NamedPerson>();

    /// <summary>What there is to choose from; of a text, the values that may be put in.</summary>
    public IReadOnlyList<Choice> Options { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<FieldInput>> Rows { get; init; } = [];

    public ConditionInput? Condition { get; init; }

    public string? Described => string.Join(' ', new[] { Hint.Length > 0 ? $"{Id}-hint" : null, Error is null ? null : $"{Id}-error" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;
}

/// <summary>A condition's group, or a row of it.</summary>
/// <param name="Name">Of its controls.</param>
/// <param name="Depth">1 for the outermost group; 0 for a row.</param>
internal sealed record ConditionInput(string Name, int Depth)
{
    public bool IsAll { get; init; }

    public IReadOnlyList<ConditionInput> Parts { get; init; } = [];

    public IReadOnlyList<Choice> Fields { get; init; } = [];

    public string Field { get; init; } = "";

    public string Label { get; init; } = "";

    public SubjectValueKind Kind { get; init; }

    public string Operator { get; init; } = "is";

    public IReadOnlyList<string> Values { get; init; } = [];

    public IReadOnlyList<Choice> Options { get; init; } = [];

    public string Id => Name.Replace('.', '_');
}

/// <summary>A cron expression of the everyday kinds; any other is <c>own</c>.</summary>
internal sealed record Schedule(string Often, string Time, string Weekday, string Day)
{
    public static Schedule Of(string cron)
    {
        if (cron.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var minute, var hour, var day, "*", var weekday]
            && int.TryParse(minute, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m < 60
            && int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var h) && h < 24)
        {
            var time = string.Create(CultureInfo.InvariantCulture, $"{h:00}:{m:00}");
            switch (day, weekday)
            {
                case ("*", "*"):
                    return new("daily", time, "1", "1");
                case ("*", "1-5"):
                    return new("weekdays", time, "1", "1");
                case ("*", [>= '0' and <= '6']):
                    return new("weekly", time, weekday, "1");
                case (_, "*") when int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d) && d is >= 1 and <= 31:
                    return new("monthly", time, "1", day);
            }
        }

        return new(cron.Length == 0 ? "weekdays" : "own", "", "1", "1");
    }
}
