using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

internal readonly record struct JournalEntryId(Guid Value) : ITypedId<JournalEntryId>
{
    public static JournalEntryId From(Guid value) => new(value);
}

/// <summary>What a step did and why; written once, never changed.</summary>
internal sealed class JournalEntry
{
    private JournalEntry()
    {
    }

    public JournalEntryId Id { get; private init; }

    public WorkflowInstanceId InstanceId { get; private init; }

    public string SubjectType { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    /// <summary>Orders the lines of one instance; times may be equal.</summary>
    public int Step { get; private init; }

    public DateTime AtUtc { get; private init; }

    public string? ActivityId { get; private init; }

    public string Activity { get; private init; } = "";

    public string? Title { get; private init; }

    public string? Outcome { get; private init; }

    public string? Why { get; private init; }

    /// <summary>A JSON list of texts.</summary>
    public string WhyArguments { get; private init; } = "[]";

    public PersonId? By { get; private init; }

    public static JournalEntry Write(
        WorkflowInstance instance, GraphActivity? activity, string? outcome, string? why, IReadOnlyList<string> arguments, PersonId? by, DateTime nowUtc) => new()
        {
            Id = TypedId.New<JournalEntryId>(),
            InstanceId = instance.Id,
            SubjectType = instance.SubjectType,
            SubjectId = instance.SubjectId,
            Step = instance.NextStep(),
            AtUtc = nowUtc,
            ActivityId = activity?.Id,
            Activity = activity?.Name ?? "Workflow",
            Title = Short(activity?.Title, 200),
            Outcome = Short(outcome, 100),
            Why = why,
            WhyArguments = JsonSerializer.Serialize(arguments),
            By = by,
        };

    /// <summary>The line as others see it.</summary>
    public JournalLine Line(string? by) => new(AtUtc, Activity, Title, Outcome, Why, JsonSerializer.Deserialize<string[]>(WhyArguments)!, by);

    private static string? Short(string? text, int most) => text?.Length > most ? text[..most] : text;
}

internal sealed class JournalMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var entry = model.Entity<JournalEntry>().ToTable("workflows_journal");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.SubjectType).HasMaxLength(40);
        entry.Property(e => e.ActivityId).HasMaxLength(40);
        entry.Property(e => e.Activity).HasMaxLength(100);
        entry.Property(e => e.Title).HasMaxLength(200);
        entry.Property(e => e.Outcome).HasMaxLength(100);
        entry.Property(e => e.Why).HasMaxLength(100);
        entry.HasIndex(e => new { e.SubjectType, e.SubjectId });
        entry.HasIndex(e => new { e.InstanceId, e.Step }).IsUnique();
    }
}
