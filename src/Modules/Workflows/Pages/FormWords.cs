using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>An activity's form in words, by the convention of <see cref="ActivityForm"/>.</summary>
internal static class FormWords
{
    public static string Group(this ITexts texts, ActivityGroup group) => texts[$"Workflow.Group.{group}"];

    /// <summary>What the activity does, in one sentence; empty when nobody has said.</summary>
    public static string Does(this ITexts texts, string activity) => texts.OrEmpty($"Workflow.Activity.{activity}.Does");

    /// <summary>The field's label, the activity's own before the common one.</summary>
    public static string Field(this ITexts texts, string activity, string field) => texts.First($"Workflow.Field.{activity}.{field}", $"Workflow.Field.{field}") ?? field;

    /// <summary>What helps to fill it in; empty for none.</summary>
    public static string FieldHint(this ITexts texts, string activity, string field)
    {
        // A hint belongs to its label: one of the common label's does not explain the activity's own.
        var own = $"Workflow.Field.{activity}.{field}";
        return texts.OrEmpty(texts.Has(own) ? $"{own}.Hint" : $"Workflow.Field.{field}.Hint");
    }

    public static string Option(this ITexts texts, string field, string option) => texts.First($"Workflow.Option.{field}.{option}") ?? option;

    public static string Rule(this ITexts texts, string key) => texts.First($"Workflow.Rule.{key}") ?? key;

    public static string Form(this ITexts texts, string name) => texts.First($"Workflow.Form.{name}") ?? name;

    public static string Value(this ITexts texts, string name) => texts.First($"Workflow.Value.{name}") ?? name;

    private static string OrEmpty(this ITexts texts, string key) => texts.Has(key) ? texts[key] : "";

    private static string? First(this ITexts texts, params string[] keys) => keys.Where(texts.Has).Select(k => texts[k]).FirstOrDefault();
}
