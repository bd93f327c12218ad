using System.Text.Json.Nodes;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Somebody outside says that something has happened: another system by the API, or a person by the button behind a link in a mail. <c>SignalName</c>: which, 1–100 characters.
/// </summary>
internal sealed class SignalEvent : IActivity
{
    /// <summary>The fact that holds the signal's name.</summary>
    public const string NameFact = "signal";

    public static string Name => nameof(SignalEvent);

    public static ActivityForm Form => new(
        ActivityGroup.Events, [new("SignalName", FieldKind.Text) { Required = true, Max = 100 }, .. EventFilter.Fields, EventFilter.Several]) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    /// <summary>The occasion that one such signal is.</summary>
    public static Occasion Of(string signal, PersonId? by, DateTime nowUtc) => new(Name, by, nowUtc, new Dictionary<string, string> { [NameFact] = signal });

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) =>
        context.Happened(Name, "Workflow.Why.Signal", context.Text("SignalName")?.Trim() is { Length: > 0 } name && name == context.Facts.GetValueOrDefault(NameFact));
}
