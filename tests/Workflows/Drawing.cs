using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntranetInnovation.Workflows.Tests;

/// <summary>Draws workflow types in a few words.</summary>
internal static class Drawing
{
    /// <summary>A type whose steps follow one another by Done.</summary>
    public static JsonObject Type(params (string Name, object Properties)[] steps) =>
        Graph(steps, [.. Enumerable.Range(0, steps.Length - 1).Select(i => (i, "Done", i + 1))]);

    public static JsonObject Graph(IReadOnlyList<(string Name, object Properties)> steps, params (int From, string Outcome, int To)[] arrows)
    {
        var activities = new JsonArray([.. steps.Select((s, i) => (JsonNode)new JsonObject
        {
            ["ActivityId"] = Id(i),
            ["Name"] = s.Name,
            ["IsStart"] = i == 0,
            ["Properties"] = JsonSerializer.SerializeToNode(s.Properties),
        })]);
        return new()
        {
            ["WorkflowTypeId"] = "4typ00000000000000000000" + "01",
            ["Name"] = "Provflöde",
            ["IsEnabled"] = true,
            ["Activities"] = activities,
            ["Transitions"] = new JsonArray([.. arrows.Select(a => (JsonNode)new JsonObject
            {
                ["SourceActivityId"] = Id(a.From),
                ["SourceOutcomeName"] = a.Outcome,
                ["DestinationActivityId"] = Id(a.To),
            })]),
        };
    }

    public static (string Name, object Properties) Begin(object? filter = null) => ("ProposalSubmittedEvent", filter ?? new { });

    public static (string Name, object Properties) Assign(params string[] to) => ("AssignTask", new { To = to });

    public static (string Name, object Properties) Ask(string to = "assignee", int? days = null, params string[] actions) => (
        "UserTaskEvent", days is null
            ? new { To = to, Title = "Ta ställning", Actions = actions is [] ? ["yes", "no"] : actions }
            : new { To = to, Title = "Ta ställning", DueWorkingDays = days, Actions = actions is [] ? ["yes", "no"] : actions });

    public static (string Name, object Properties) Form(string form, params string[] actions) =>
        ("UserTaskEvent", new { Form = form, Title = "Ta ställning", DueWorkingDays = 10, Actions = actions });

    public static (string Name, object Properties) Status(string status) => ("SetStatusTask", new { Status = status });

    public static (string Name, object Properties) Step(string name) => (name, new { });

    private static string Id(int step) => $"4steg0000000000000000000{step + 1:00}";
}
