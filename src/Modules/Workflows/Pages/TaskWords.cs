using System.Text.Json;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>Tasks and journals in words.</summary>
internal static class TaskWords
{
    /// <summary>When it is due, counted in Stockholm days.</summary>
    public static string Due(this ITexts texts, DateTime? dueUtc, DateTime nowUtc)
    {
        if (dueUtc is not { } due)
        {
            return texts["Workflow.NoDue"];
        }

        return (SwedishTime.Day(due).DayNumber - SwedishTime.Day(nowUtc).DayNumber) switch
        {
            < -1 and var days => texts["Workflow.DueDaysAgo", -days],
            -1 => texts["Workflow.DueYesterday"],
            0 => due < nowUtc ? texts["Workflow.DueEarlierToday"] : texts["Workflow.DueToday"],
            1 => texts["Workflow.DueTomorrow"],
            var days => texts["Workflow.DueInDays", days, SwedishTime.DayText(due, texts.Language)],
        };
    }

    /// <summary>By which Stockholm day the author shall have had a first answer.</summary>
    public static string FirstAnswer(this ITexts texts, DateTime dueUtc, DateTime nowUtc) =>
        texts[dueUtc < nowUtc ? "Workflow.FirstAnswerLate" : "Workflow.FirstAnswerDue", SwedishTime.DayText(dueUtc, texts.Language)];

    /// <summary>The modifier of <c>k-due</c>; soon means within three days.</summary>
    public static string DueKind(DateTime? dueUtc, DateTime nowUtc) =>
        dueUtc < nowUtc ? "overdue" : dueUtc < nowUtc.AddDays(3) ? "soon" : "ok";

    /// <summary>An outcome's own words, or as the administrator wrote it.</summary>
    public static string Action(this ITexts texts, string action)
    {
        var key = $"Workflow.Action.{action}";
        return texts.Has(key) ? texts[key] : action;
    }

    /// <summary>An activity's own words, or its name.</summary>
    public static string Activity(this ITexts texts, string name)
    {
        var key = $"Workflow.Activity.{name}";
        return texts.Has(key) ? texts[key] : name;
    }

    /// <summary>A step by its caption, or by what it does.</summary>
    public static string Step(this ITexts texts, GraphActivity step) => string.IsNullOrWhiteSpace(step.Title) ? texts.Activity(step.Name) : step.Title;

    /// <summary>
    /// Why a flow stopped. An exception's own message may quote the subject, so it is shown only to one who may see that.
    /// </summary>
    public static string Fault(this ITexts texts, WorkflowInstance instance, bool mayRead) => instance.Fault switch
    {
        null => "",
        "Workflow.Fault.Exception" when !mayRead => texts["Workflow.FaultUnread"],
        var fault => texts[fault, [.. JsonSerializer.Deserialize<string[]>(instance.FaultArguments)!]],
    };

    /// <summary>The line as a sentence; null for a step that has nothing to tell people.</summary>
    public static string? Sentence(this ITexts texts, JournalLine line)
    {
        if (line.Why is null || !texts.Has(line.Why))
        {
            return null;
        }

        return line switch
        {
            { Why: "Workflow.Why.Answered", Outcome: { } outcome } => texts[line.Why, line.By ?? texts["Workflow.System"], texts.Action(outcome)],
            { Why: "Workflow.Why.AnsweredOne", WhyArguments: [var action] } => texts[line.Why, line.By ?? texts["Workflow.System"], texts.Action(action)],
            _ => texts[line.Why, [.. line.WhyArguments]],
        };
    }
}
