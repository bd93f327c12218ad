using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Tests;

/// <summary>Stands in for the one that Proposals brings.</summary>
internal sealed class SetStatusTask(Things things) : IActivity
{
    public static string Name => nameof(SetStatusTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        things.Set(context.Subject.Ref.Id, "status", context.Text("Status")!);
        return Task.FromResult(ActivityResult.Done());
    }
}

/// <summary>Stands in for the one that GoodExamples brings.</summary>
internal sealed class CreateGoodExampleDraftTask : IActivity
{
    public static string Name => nameof(CreateGoodExampleDraftTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(ActivityResult.Done());
}

/// <summary>Throws until it is mended.</summary>
internal sealed class BrokenTask(Things things) : IActivity
{
    public static string Name => nameof(BrokenTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) =>
        things.IsMended ? Task.FromResult(ActivityResult.Done()) : throw new InvalidOperationException("trasig");
}

/// <summary>Raises an event and then throws.</summary>
internal sealed class StumbleTask(AppDb db) : IActivity
{
    public static string Name => nameof(StumbleTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        db.Raise(new Stumbled());
        context.Memory["stumbled"] = "yes";
        throw new InvalidOperationException("hemlig detalj");
    }
}

internal sealed record Stumbled : IEvent;

internal sealed class PauseTask : IActivity
{
    public static string Name => nameof(PauseTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) =>
        Task.FromResult(context.Trigger is null ? ActivityResult.WaitFor(new Wait.Timer(context.NowUtc.AddDays(7))) : ActivityResult.Done());
}

/// <summary>Waits for an answer, but not longer than a week.</summary>
internal sealed class EitherTask : IActivity
{
    public static string Name => nameof(EitherTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["yes", "Timer"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(
        context.Trigger is { } trigger
            ? new ActivityResult(trigger)
            : new ActivityResult(Outcome: null)
            {
                Waits = [new Wait.Task(context.Assignee!, "Svara", null, ["yes"], null), new Wait.Timer(context.NowUtc.AddDays(7))],
            });
}

internal sealed class SupportReachedEvent : IActivity
{
    public static string Name => nameof(SupportReachedEvent);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(
        context.Trigger is null ? ActivityResult.WaitFor(new Wait.Event(Name))
        : context.Subject.Values.GetValueOrDefault("enough") == "true" ? ActivityResult.Done()
        : ActivityResult.Ignored);
}
