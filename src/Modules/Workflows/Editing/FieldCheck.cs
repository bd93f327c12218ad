using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;

namespace IntranetInnovation.Workflows;

/// <summary>What a step's properties lack, and what they say that does not hold today.</summary>
internal sealed class FieldCheck(Offers offers, IEnumerable<IAssigneeResolver> resolvers, IEnumerable<TaskForm> forms, ITexts texts)
{
    private const int MostNamed = 3;

    public async Task<IReadOnlyList<Finding>> FindAsync(GraphActivity step, ActivityRegistration known, CancellationToken ct)
    {
        var found = new List<Finding>();
        var properties = step.Properties();
        foreach (var field in known.Form.For(step.IsStart).Fields)
        {
            try
            {
                found.AddRange((await FieldAsync(step, field, properties, ct)).Select(f => f.On(field.Name)));
            }
            catch (InvalidOperationException)
            {
                found.Add(Finding.Error("Workflow.Check.FieldUnreadable", step, texts.Step(step), texts.Field(step.Name, field.Name)).On(field.Name));
            }
        }

        if (!found.Any(f => f.IsError) && !known.Understands(properties))
        {
            found.Add(Finding.Error("Workflow.Check.NotUnderstood", step, texts.Step(step)));
        }

        return found.Any(f => f.IsError) ? found : [.. found, .. known.Doubts(properties).Select(d => new Finding(false, d with { Arguments = [texts.Step(step), .. d.Arguments] }, step.Id))];
    }

    /// <summary>Why a value cannot be what the field holds, whatever the rest of the step says; null for one that can. Nothing at all is no malformed value.</summary>
    public Finding? Malformed(GraphActivity step, ActivityField field, JsonNode? value)
    {
        var label = texts.Field(step.Name, field.Name);
        return (field.Kind, value) switch
        {
            (_, null) => null,
            (FieldKind.Number or FieldKind.WorkingDays, var number) => InBounds(number, field) ? null : Bounds(step, label, field),
            (FieldKind.WorkingDaysList, var numbers) => AllInBounds(numbers, field) ? null : Bounds(step, label, field with { Min = 0, Max = null }),
            (FieldKind.Text or FieldKind.LongText, JsonValue text) when text.ToString().Length > Most(field) =>
                Finding.Error("Workflow.Check.FieldLong", step, texts.Step(step), label, Most(field)),
            (FieldKind.Duration, JsonValue length) => IsLength(length.ToString()) ? null : Finding.Error("Workflow.Check.FieldUnreadable", step, texts.Step(step), label),
            (FieldKind.Outcomes, JsonArray outcomes) => outcomes.GroupBy(o => o?.ToString()).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? Finding.Error("Workflow.Check.OutcomeTwice", step, texts.Step(step), twice.Key)
                : null,
            (FieldKind.Condition, var condition) => Broken(step, condition as JsonObject),
            _ => null,
        };
    }

    private async Task<IReadOnlyList<Finding>> FieldAsync(GraphActivity step, ActivityField field, JsonObject properties, CancellationToken ct)
    {
        var (value, label) = (properties[field.Name], texts.Field(step.Name, field.Name));
        if (value is null or JsonArray { Count: 0 } || (value is JsonValue text && text.ToString().Length == 0))
        {
            return field.Required ? [Finding.Error("Workflow.Check.FieldMissing", step, texts.Step(step), label)] : [];
        }

        if (Malformed(step, field, value) is { } wrong)
        {
            return [wrong];
        }

        return field.Kind switch
        {
            FieldKind.Text or FieldKind.LongText when field.TakesValues => UnknownValues(step, value.GetValue<string>()),
            FieldKind.Choice when field.Source is not null => await GoneAsync(step, label, field.Source, [value.GetValue<string>()], ct),
            FieldKind.Choices when field.Source is not null => await GoneAsync(step, label, field.Source, properties.Many(field.Name), ct),
            FieldKind.Rules => await RulesAsync(step, field, properties.Many(field.Name), ct),
            FieldKind.Condition => await ConditionAsync(step, Condition.Read(value as JsonObject), ct),
            FieldKind.Outcomes => FormOutcomes(step, properties, properties.Many(field.Name)),
            _ => [],
        };
    }

    private static int Most(ActivityField field) => field.Max ?? (field.Kind == FieldKind.Text ? 200 : 4000);

    private static bool IsLength(string text)
    {
        try
        {
            return System.Xml.XmlConvert.ToTimeSpan(text) > TimeSpan.Zero;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool InBounds(JsonNode value, ActivityField field) =>
        value is JsonValue number && number.TryGetValue<int>(out var n) && n >= field.Min && n <= (field.Max ?? 1000);

    // The field's own bounds are about how many there are.
    private static bool AllInBounds(JsonNode value, ActivityField field) => value is JsonArray list
        ? list.Count <= (field.Max ?? 20) && list.All(n => n is not null && InBounds(n, field with { Min = 0, Max = null }))
        : InBounds(value, field with { Min = 0, Max = null });

    private Finding Bounds(GraphActivity step, string label, ActivityField field) =>
        Finding.Error("Workflow.Check.FieldNumber", step, texts.Step(step), label, field.Min, field.Max ?? 1000);

    private Finding? Broken(GraphActivity step, JsonObject? condition)
    {
        try
        {
            var read = Condition.Read(condition);
            var unknown = read.Rows().FirstOrDefault(r => offers.Values.All(v => v.Name != r.Field));
            return unknown is not null ? Broken(step, "Workflow.Fault.UnknownField", unknown.Field)
                : read.HasEmptyGroup() ? Broken(step, "Workflow.Fault.EmptyGroup")
                : null;
        }
        catch (ActivityFaultException e)
        {
            return Broken(step, e.Text, [.. e.Arguments]);
        }
    }

    private Finding Broken(GraphActivity step, string text, params IReadOnlyList<string> arguments) =>
        Finding.Error("Workflow.Check.ConditionBroken", step, texts.Step(step), texts[text, arguments]);

    private List<Finding> UnknownValues(GraphActivity step, string text) =>
        [.. Placeholders.In(text).Where(name => name != "title" && offers.Values.All(v => v.Name != name)).Select(name => Finding.Warning("Workflow.Check.PlaceholderUnknown", step, texts.Step(step), name))];

    private async Task<IReadOnlyList<Finding>> GoneAsync(GraphActivity step, string label, string source, IReadOnlyList<string> values, CancellationToken ct)
    {
        var offered = await offers.OfAsync(source, ct);
        return [.. values.Where(v => offered.Count > 0 && offered.All(o => o.Value != v)).Select(v => Finding.Warning("Workflow.Check.ChoiceGone", step, texts.Step(step), label, v))];
    }

    private async Task<IReadOnlyList<Finding>> RulesAsync(GraphActivity step, ActivityField field, IReadOnlyList<string> rules, CancellationToken ct)
    {
        var found = new List<Finding>();
        var reaches = new List<RuleReach?>();
        foreach (var rule in rules)
        {
            var (resolver, argument) = resolvers.Split(rule);
            if (resolver is null && !field.Also.Contains(rule))
            {
                found.Add(Finding.Warning("Workflow.Check.RuleUnknown", step, texts.Step(step), rule));
                continue;
            }

            reaches.Add(resolver is null ? null : await resolver.ReachAsync(argument, ct));
        }

        if (reaches.Count == 0 || reaches.Any(r => r is null or { Nowhere: false, Without.Count: 0 }))
        {
            return found;
        }

        // None of the rules reaches everywhere. What the best of them leaves out is worth knowing.
        var best = reaches.OfType<RuleReach>().Where(r => !r.Nowhere).MinBy(r => r.Without.Count);
        found.Add(best is null
            ? Finding.Warning("Workflow.Check.ReachesNobody", step, texts.Step(step))
            : Finding.Warning("Workflow.Check.ReachesNotAll", step, texts.Step(step), string.Join(", ", best.Without.Take(MostNamed)), Math.Max(0, best.Without.Count - MostNamed)));
        return found;
    }

    private async Task<IReadOnlyList<Finding>> ConditionAsync(GraphActivity step, Condition.Group condition, CancellationToken ct)
    {
        var found = new List<Finding>();
        foreach (var row in condition.Rows())
        {
            if (offers.Values.First(v => v.Name == row.Field).Source is { } source)
            {
                found.AddRange(await GoneAsync(step, texts.Value(row.Field), source, row.Values, ct));
            }
        }

        return found;
    }

    private IReadOnlyList<Finding> FormOutcomes(GraphActivity step, JsonObject properties, IReadOnlyList<string> outcomes) =>
        forms.LastOrDefault(f => f.Name == properties["Form"]?.ToString()) is { } form
            ? [.. form.Actions.Where(a => !outcomes.Contains(a)).Select(a => Finding.Error("Workflow.Check.FormNeedsOutcome", step, texts.Step(step), texts.Form(form.Name), texts.Action(a)))]
            : [];
}
