using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;

namespace IntranetInnovation.Workflows;

/// <summary>What a property says, in the words of those who chose it.</summary>
internal sealed class FieldSaying(Offers offers, IEnumerable<IAssigneeResolver> resolvers, NamedInRules named, ITexts texts)
{
    /// <summary>Empty for nothing. What is not of the field's kind is shown as it is written.</summary>
    public async Task<string> SayAsync(ActivityField field, JsonNode? value, CancellationToken ct)
    {
        switch (field.Kind, value)
        {
            case (_, null) or (_, JsonArray { Count: 0 }):
                return "";
            case (FieldKind.Tick, JsonValue tick):
                return Tick(tick.ToString());
            case (FieldKind.Choice, JsonValue one):
                return await ChoiceAsync(field, one.ToString(), ct);
            case (FieldKind.Choices, JsonArray many):
                return await ListAsync(many, v => ChoiceAsync(field, v, ct));
            case (FieldKind.Rules, JsonValue one):
                return await RuleAsync(one.ToString(), ct);
            case (FieldKind.Rules, JsonArray many):
                return await ListAsync(many, v => RuleAsync(v, ct));
            case (FieldKind.Outcomes, JsonArray many):
                return string.Join(", ", many.Select(v => texts.Action(v?.ToString() ?? "")));
            case (FieldKind.WorkingDaysList, JsonArray many):
                return string.Join(", ", many.Select(v => v?.ToString()));
            case (FieldKind.Condition, JsonObject condition):
                return await ConditionAsync(condition, ct);
            case (FieldKind.Table, JsonArray rows):
                return await RowsAsync(field, rows, ct);
            case (_, JsonValue other):
                return other.ToString();
            default:
                return value.ToJsonString();
        }
    }

    /// <summary>A rule, with whom it names after a colon.</summary>
    public async Task<string> RuleAsync(string rule, CancellationToken ct)
    {
        var (resolver, argument) = resolvers.Split(rule);
        if (argument is null)
        {
            return texts.Rule(rule);
        }

        return resolver?.ArgumentSource switch
        {
            ChoiceSources.People => await named.SayAsync(argument, ct),
            { } source => Of(await offers.OfAsync(source, ct), argument),
            null => rule,
        };
    }

    public async Task<string> ConditionAsync(JsonObject condition, CancellationToken ct)
    {
        try
        {
            return await SayAsync(Condition.Read(condition), inner: false, ct);
        }
        catch (ActivityFaultException e)
        {
            return texts[e.Text, e.Arguments];
        }
    }

    private async Task<string> SayAsync(Condition condition, bool inner, CancellationToken ct)
    {
        if (condition is Condition.Row row)
        {
            var value = offers.Values.FirstOrDefault(v => v.Name == row.Field);
            var offered = await offers.OfAsync(value?.Source, ct);
            var values = row.Values.Select(v => value?.Kind == SubjectValueKind.Tick ? Tick(v) : Of(offered, v));
            return texts[$"Workflow.Compare.{row.Operator}", texts.Value(row.Field), string.Join($" {texts["Workflow.Or"]} ", values)];
        }

        var group = (Condition.Group)condition;
        var parts = new List<string>();
        foreach (var part in group.Parts)
        {
            parts.Add(await SayAsync(part, inner: true, ct));
        }

        var all = string.Join($" {texts[group.IsAll ? "Workflow.And" : "Workflow.Or"]} ", parts);
        return inner && parts.Count > 1 ? $"({all})" : all;
    }

    private async Task<string> RowsAsync(ActivityField field, JsonArray rows, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (var row in rows.OfType<JsonObject>())
        {
            var cells = new List<string>();
            foreach (var column in field.Columns)
            {
                cells.Add(await SayAsync(column, row[column.Name], ct));
            }

            lines.Add(string.Join(", ", cells.Where(c => c.Length > 0)));
        }

        return string.Join("; ", lines);
    }

    private async Task<string> ChoiceAsync(ActivityField field, string value, CancellationToken ct) =>
        field.Source is null ? texts.Option(field.Name, value) : Of(await offers.OfAsync(field.Source, ct), value);

    private string Tick(string value) => texts[string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) ? "Workflow.Yes" : "Workflow.No"];

    private static string Of(IReadOnlyList<Choice> offered, string value) => offered.FirstOrDefault(o => o.Value == value)?.Text ?? value;

    private static async Task<string> ListAsync(JsonArray values, Func<string, Task<string>> say)
    {
        var said = new List<string>();
        foreach (var value in values)
        {
            said.Add(await say(value?.ToString() ?? ""));
        }

        return string.Join(", ", said);
    }
}
