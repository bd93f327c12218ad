using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Writes a line in the journal, which all who see the subject may read, and in the system's log. <c>Text</c>: at most 500 characters; <c>LogLevel</c>: as Orchard's, <c>Information</c>
/// when absent. The log gets the text as the administrator wrote it: what the subject says is not for those who read logs.
/// </summary>
internal sealed class LogTask(ILogger<LogTask> log) : IActivity
{
    private const int Longest = 500;

    public static string Name => nameof(LogTask);

    public static ActivityForm Form => new(
        ActivityGroup.Subject,
        new ActivityField("Text", FieldKind.LongText) { Required = true, TakesValues = true, Max = Longest },
        new ActivityField("LogLevel", FieldKind.Choice) { Options = ["Information", "Warning", "Error"] });

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static bool Understands(JsonObject properties) => properties["Text"] is null or JsonValue;

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var written = context.Text("Text") ?? "";
        var level = Enum.TryParse<LogLevel>(context.Properties["LogLevel"]?.ToString(), ignoreCase: true, out var found) && Enum.IsDefined(found) ? found : LogLevel.Information;
        log.Log(level, "Workflow of {Subject}: {Text}", context.Subject.Ref, written);
        var filled = await context.FillAsync(written, ct);
        return ActivityResult.Done("Workflow.Why.Logged", filled.Length > Longest ? filled[..Longest] : filled);
    }
}
