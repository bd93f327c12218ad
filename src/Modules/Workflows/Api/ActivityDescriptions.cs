using System.Text.Json;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;

namespace IntranetInnovation.Workflows.Api;

/// <summary>Every activity with its form, and all that there is to choose from, each source once.</summary>
internal sealed class ActivityDescriptions(ActivityCatalog activities, Offers offers, FieldInputs inputs, ITexts texts)
{
    public async Task<CatalogDto> AllAsync(CancellationToken ct)
    {
        var sources = activities.All.SelectMany(a => a.Form.Fields).SelectMany(f => f.Columns.Prepend(f)).Select(f => f.Source).Concat(offers.Values.Select(v => v.Source)).OfType<string>().Distinct();
        var choices = new Dictionary<string, IReadOnlyList<Choice>>();
        foreach (var source in sources.Order(StringComparer.Ordinal))
        {
            choices[source] = await offers.OfAsync(source, ct);
        }

        var described = new List<ActivityDto>();
        foreach (var activity in activities.All.OrderBy(a => a.Form.Group).ThenBy(a => a.Name, StringComparer.Ordinal))
        {
            var fields = new List<FieldDto>();
            foreach (var field in activity.Form.Fields)
            {
                fields.Add(await FieldAsync(activity.Name, field, ct));
            }

            described.Add(new(
                activity.Name,
                texts.Activity(activity.Name),
                texts.Does(activity.Name),
                activity.Form.Group.ToString(),
                texts.Group(activity.Form.Group),
                activity.Form.CanStart,
                activity.Form.Waits,
                [.. activity.Outcomes([]).Select(o => new OutcomeDto(o, texts.Action(o)))],
                fields));
        }

        return new(described, choices, [.. offers.Values.Select(v => new ValueDto(v.Name, texts.Value(v.Name), Camel(v.Kind.ToString()), v.Source))]);
    }

    private async Task<FieldDto> FieldAsync(string activity, ActivityField field, CancellationToken ct)
    {
        var columns = new List<FieldDto>();
        foreach (var column in field.Columns)
        {
            columns.Add(await FieldAsync(activity, column, ct));
        }

        var options = field.Kind == FieldKind.Rules ? await inputs.RulesAsync(field, ct) : [.. field.Options.Select(o => new Choice(o, texts.Option(field.Name, o)))];
        return new(
            field.Name, texts.Field(activity, field.Name), texts.FieldHint(activity, field.Name), Camel(field.Kind.ToString()), field.Required, field.Min, field.Max, field.Source, options, columns, field.TakesValues, field.AtStart);
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}

/// <param name="Activities">By group.</param>
/// <param name="Choices">By source.</param>
/// <param name="Values">What conditions and placeholders may read.</param>
internal sealed record CatalogDto(IReadOnlyList<ActivityDto> Activities, IReadOnlyDictionary<string, IReadOnlyList<Choice>> Choices, IReadOnlyList<ValueDto> Values);

/// <param name="Name">As in workflow JSON.</param>
/// <param name="Title">As shown.</param>
/// <param name="Does">One sentence.</param>
/// <param name="Group">Its group's name.</param>
/// <param name="GroupTitle">The group as shown.</param>
/// <param name="CanStart">A flow may begin with it.</param>
/// <param name="Waits">It waits for somebody or something.</param>
/// <param name="Outcomes">Those of a step without properties.</param>
/// <param name="Fields">In the order shown.</param>
internal sealed record ActivityDto(
    string Name, string Title, string Does, string Group, string GroupTitle, bool CanStart, bool Waits, IReadOnlyList<OutcomeDto> Outcomes, IReadOnlyList<FieldDto> Fields);

/// <param name="Name">As in workflow JSON.</param>
/// <param name="Label">As shown.</param>
/// <param name="Hint">What helps; empty for none.</param>
/// <param name="Kind">Such as <c>workingDays</c>.</param>
/// <param name="Required">A version cannot be published without it.</param>
/// <param name="Min">Least value or fewest items.</param>
/// <param name="Max">Greatest value, most items or characters; null for the kind's own.</param>
/// <param name="Source">Of a choice: key into the catalog's choices.</param>
/// <param name="Options">Of a choice without source, or of rules; a rule that ends with a colon takes a user name after it.</param>
/// <param name="Columns">Of a table.</param>
/// <param name="TakesValues">Placeholders are filled.</param>
/// <param name="AtStart">True for one that only a step has with which a flow begins, false for one that only the others have, null for both.</param>
internal sealed record FieldDto(
    string Name, string Label, string Hint, string Kind, bool Required, int Min, int? Max, string? Source, IReadOnlyList<Choice> Options, IReadOnlyList<FieldDto> Columns, bool TakesValues, bool? AtStart);

/// <param name="Name">As in conditions.</param>
/// <param name="Title">As shown.</param>
/// <param name="Kind"><c>text</c>, <c>choice</c>, <c>tick</c> or <c>day</c>.</param>
/// <param name="Source">Of a choice: key into the catalog's choices.</param>
internal sealed record ValueDto(string Name, string Title, string Kind, string? Source);
