using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Pages;

namespace IntranetInnovation.Workflows;

/// <summary>A definition as a recipe that Orchard Core can read, and what Orchard will make of it.</summary>
/// <param name="Json">Null when Orchard must not get it.</param>
/// <param name="Findings">Errors for why not; warnings for what does not travel.</param>
internal sealed record OrchardFile(string? Json, IReadOnlyList<Finding> Findings);

/// <summary>Writes workflow types for Orchard. No text becomes script there (its importer runs whatever looks like <c>[js: …]</c>), and no drawing that ends its process leaves here.</summary>
internal sealed partial class OrchardExport(ITexts texts)
{
    /// <summary>Activities of Orchard Core that we share; the others are kept there as steps it does not know.</summary>
    private static readonly string[] Shared =
    [
        "UserTaskEvent", "TimerEvent", "IfElseTask", "ForkTask", "JoinTask", "LogTask", "SetPropertyTask", "CorrelateTask", "SignalEvent", "HttpRequestTask", "ScriptTask",
        "HttpRequestEvent", "HttpResponseTask", "HttpRedirectTask", "EmailTask", "NotifyUserTask", "NotifyContentOwnerTask", "ContentCreatedEvent", "ContentPublishedEvent", "ContentUpdatedEvent",
        "CreateContentTask", "UpdateContentTask", "PublishContentTask", "UnpublishContentTask", "DeleteContentTask", "RetrieveContentTask", "BindModelStateTask", "ValidateFormTask",
        "ValidateFormFieldTask", "ForEachTask", "ForLoopTask", "WhileLoopTask", "WorkflowFaultEvent", "CommitTransactionTask",
    ];

    /// <param name="definition">As stored, every member of it.</param>
    /// <param name="enabled">Whether the type is on here.</param>
    public OrchardFile Write(string definition, bool enabled)
    {
        var graph = WorkflowGraph.Parse(definition);
        List<Finding> found = [.. DraftCheck.LoopsBeforeJoins(graph).Select(l => Finding.Error("Workflow.Export.LoopBeforeJoin", l.Join, texts.Step(l.Join)))];
        foreach (var step in graph.Activities)
        {
            var properties = step.Properties();
            if (!Shared.Contains(step.Name))
            {
                found.Add(Finding.Warning("Workflow.Export.NotThere", step, texts.Step(step), step.Name));
            }

            if (properties["Condition"] is JsonObject condition && (condition["All"] ?? condition["Any"]) is not null)
            {
                found.Add(Finding.Warning("Workflow.Export.Condition", step, texts.Step(step)));
            }

            if (step.Name == "UserTaskEvent" && properties["Roles"] is not JsonArray { Count: > 0 })
            {
                found.Add(Finding.Warning("Workflow.Export.NoRoles", step, texts.Step(step)));
            }

            if (step.Name == "TimerEvent" && properties["CronExpression"] is null)
            {
                found.Add(Finding.Warning("Workflow.Export.NoCron", step, texts.Step(step)));
            }
        }

        if (found.Any(f => f.IsError))
        {
            return new(null, found);
        }

        var type = JsonNode.Parse(WorkflowDocument.Parse(definition).Json)!.AsObject();
        type["IsEnabled"] = enabled;
        var broken = Guard(type);
        if (broken > 0)
        {
            found.Add(Finding.Warning("Workflow.Export.Script", null, broken));
        }

        var recipe = new JsonObject
        {
            ["name"] = "workflow-" + graph.TypeKey,
            ["displayName"] = Unscripted(graph.Name),
            ["description"] = "",
            ["author"] = "IntranetInnovation",
            ["website"] = "",
            ["version"] = "1.0.0",
            ["issetuprecipe"] = false,
            ["categories"] = new JsonArray(),
            ["tags"] = new JsonArray(),
            ["variables"] = new JsonObject(),
            ["steps"] = new JsonArray(new JsonObject { ["name"] = "WorkflowType", ["data"] = new JsonArray(type) }),
        };
        return new(recipe.ToJsonString(WorkflowDocument.Readable), found);
    }

    // Orchard evaluates the result of an evaluation too, so nothing may begin and end as a script does, wherever it stands. A space after it is enough.
    private static int Guard(JsonNode node)
    {
        var broken = 0;
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    broken += Guarded(value, text => members[name] = text);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    var at = i;
                    broken += Guarded(list[i], text => list[at] = text);
                }

                break;
        }

        return broken;
    }

    private static int Guarded(JsonNode? value, Action<string> put)
    {
        if (value is JsonValue one && one.TryGetValue<string>(out var text))
        {
            if (Unscripted(text) is var safe && safe != text)
            {
                put(safe);
                return 1;
            }

            return 0;
        }

        return value is null or JsonValue ? 0 : Guard(value);
    }

    private static string Unscripted(string text) => Script().IsMatch(text) ? text + " " : text;

    [GeneratedRegex(@"^\[[^\S\n]*[A-Za-z]{1,50}[^\S\n]*:.*\]$", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Script();
}
