using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

internal readonly record struct WorkflowInstanceId(Guid Value) : ITypedId<WorkflowInstanceId>
{
    public static WorkflowInstanceId From(Guid value) => new(value);
}

/// <summary>Orchard's names.</summary>
internal enum WorkflowStatus
{
    /// <summary>Just begun, inside its first run.</summary>
    Idle,

    /// <summary>Waits for a person, a time or an event.</summary>
    Halted,

    /// <summary>Came to its end.</summary>
    Finished,

    /// <summary>Stopped by an error; administrators see why.</summary>
    Faulted,

    /// <summary>Ended from outside, such as when the proposal was withdrawn.</summary>
    Aborted,
}

/// <summary>Why a flow may live beside another of its type and subject.</summary>
/// <param name="Parent">The flow that started it and waits for it; null for one of a type that may begin several times.</param>
/// <param name="Depth">How many flows are above it.</param>
internal sealed record InstanceOrigin(Guid? Parent, int Depth);

/// <summary>What a flow that stopped was about to do beside the step that failed: taken up when it goes on.</summary>
/// <param name="Rows">What other branches waited for.</param>
/// <param name="Steps">Activity ids of branches that had not begun.</param>
internal sealed record Suspended(IReadOnlyList<Guid> Rows, IReadOnlyList<string> Steps)
{
    public static Suspended Nothing { get; } = new([], []);
}

/// <summary>One subject's way through one version of a type.</summary>
internal sealed class WorkflowInstance : IVersioned
{
    private const string ParkedMemory = "parked";
    private const string SuspendedMemory = "suspended";
    private const string OriginMemory = "origin";

    private WorkflowInstance()
    {
    }

    public WorkflowInstanceId Id { get; private init; }

    public WorkflowTypeId TypeId { get; private init; }

    /// <summary>Pinned when it began; a faulted one may be tried again on the version in force.</summary>
    public WorkflowVersionId VersionId { get; private set; }

    public string SubjectType { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    public WorkflowStatus Status { get; private set; }

    /// <summary>Type and subject while it lives, null afterwards: a unique index then holds that only one lives at a time.</summary>
    public string? LiveKey { get; private set; }

    /// <summary>What the activities remember, as a JSON object of texts.</summary>
    public string Memory { get; private set; } = "{}";

    /// <summary>Steps journaled so far; the newest one's number.</summary>
    public int Steps { get; private set; }

    /// <summary>Text key of why it faulted; null otherwise.</summary>
    public string? Fault { get; private set; }

    /// <summary>The text's placeholders, as a JSON list.</summary>
    public string FaultArguments { get; private set; } = "[]";

    /// <summary>The step at which it faulted; null when it was none, and for one that did not fault.</summary>
    public string? FaultActivityId { get; private set; }

    /// <summary>What had set that step going: see <see cref="Run.Trigger"/>.</summary>
    public string? FaultTrigger { get; private set; }

    /// <summary>What another system calls it; null for none.</summary>
    public string? Correlation { get; private set; }

    public DateTime CreatedUtc { get; private init; }

    public DateTime ModifiedUtc { get; private set; }

    public int Version { get; private set; }

    public bool IsLive => LiveKey is not null;

    /// <summary>Stands for a subject that no workflow took: it has no type and no graph, only somebody's task.</summary>
    public bool IsStray => TypeId == default;

    public SubjectRef Subject => new(SubjectType, SubjectId);

    /// <param name="type">Default for a subject that no workflow took.</param>
    /// <param name="version">Which drawing.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="origin">Null for the one flow of its type that a subject may have; else it may live beside others.</param>
    public static WorkflowInstance Start(WorkflowTypeId type, WorkflowVersionId version, SubjectRef subject, DateTime nowUtc, InstanceOrigin? origin = null)
    {
        var instance = new WorkflowInstance
        {
            Id = TypedId.New<WorkflowInstanceId>(),
            TypeId = type,
            VersionId = version,
            SubjectType = subject.Type,
            SubjectId = subject.Id,
            CreatedUtc = nowUtc,
            ModifiedUtc = nowUtc,
        };
        if (origin is not null)
        {
            instance.Keep(OriginMemory, origin);
        }

        instance.LiveKey = instance.Key();
        return instance;
    }

    /// <summary>How it came to live beside others of its type; null for one that does not.</summary>
    public InstanceOrigin? Origin() => Recall<InstanceOrigin>(OriginMemory);

    public Dictionary<string, string> Recall() => JsonSerializer.Deserialize<Dictionary<string, string>>(Memory)!;

    public void Remember(IDictionary<string, string> memory) => Memory = JsonSerializer.Serialize(memory);

    /// <summary>Who answers for the subject, as the activities remember it; null before anybody does.</summary>
    public Assignee? Answerer() => Recall<Assignee>(ActivityContext.AssigneeMemory);

    public void AnsweredBy(Assignee assignee) => Keep(ActivityContext.AssigneeMemory, assignee);

    /// <summary>Activity ids of the joins at which a branch has come and waits for the others, in the order in which they came.</summary>
    public IReadOnlyList<string> Parked() => Recall<string[]>(ParkedMemory) ?? [];

    public void Park(IReadOnlyList<string> joins) => Keep(ParkedMemory, joins.Count == 0 ? null : joins);

    public void Suspend(Suspended suspended) => Keep(SuspendedMemory, suspended is { Rows: [], Steps: [] } ? null : suspended);

    public Suspended Suspended() => Recall<Suspended>(SuspendedMemory) ?? Workflows.Suspended.Nothing;

    /// <summary>What it was about to do when it stopped; forgotten by asking.</summary>
    public Suspended TakeUp()
    {
        var suspended = Suspended();
        Keep(SuspendedMemory, null);
        return suspended;
    }

    public int NextStep() => ++Steps;

    /// <summary>The run has come as far as it can: it waits, or it is done.</summary>
    public void Settle(bool waits, DateTime nowUtc) => End(waits ? WorkflowStatus.Halted : WorkflowStatus.Finished, nowUtc);

    public void Fail(ActivityFaultException fault, string? activityId, string? trigger, DateTime nowUtc)
    {
        (Fault, FaultArguments) = (fault.Text, JsonSerializer.Serialize(fault.Arguments));
        (FaultActivityId, FaultTrigger) = (activityId, trigger);
        End(WorkflowStatus.Faulted, nowUtc);
    }

    /// <summary>Lives again, from a step that it has passed.</summary>
    public void Revive(DateTime nowUtc)
    {
        (Status, ModifiedUtc, LiveKey) = (WorkflowStatus.Idle, nowUtc, Key());
        (Fault, FaultArguments, FaultActivityId, FaultTrigger) = (null, "[]", null, null);
    }

    /// <summary>A faulted one goes on by a later version, which knows the step where it stopped.</summary>
    public void MoveTo(WorkflowVersionId version) => VersionId = version;

    public void Abort(DateTime nowUtc) => End(WorkflowStatus.Aborted, nowUtc);

    private T? Recall<T>(string name)
        where T : class => Recall().TryGetValue(name, out var json) ? JsonSerializer.Deserialize<T>(json) : null;

    private void Keep(string name, object? value)
    {
        var memory = Recall();
        var had = memory.Remove(name);
        if (value is not null)
        {
            memory[name] = JsonSerializer.Serialize(value);
        }

        if (had || value is not null)
        {
            Remember(memory);
        }
    }

    public void Correlate(string value) => Correlation = value;

    /// <summary>The key of the one flow of a type that a subject may have.</summary>
    public static string KeyOf(WorkflowTypeId type, SubjectRef subject) => $"{type.Value:N}:{subject.Type}:{subject.Id:N}";

    /// <summary>Its <see cref="LiveKey"/> whenever it lives.</summary>
    public string Key() => Origin() is null ? KeyOf(TypeId, Subject) : Id.Value.ToString("N");

    private void End(WorkflowStatus status, DateTime nowUtc)
    {
        (Status, ModifiedUtc) = (status, nowUtc);
        if (status != WorkflowStatus.Halted)
        {
            LiveKey = null;
        }
    }
}

internal sealed class WorkflowInstanceMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var instance = model.Entity<WorkflowInstance>().ToTable("workflows_instance");
        instance.HasKey(i => i.Id);
        instance.Property(i => i.SubjectType).HasMaxLength(40);
        instance.Property(i => i.LiveKey).HasMaxLength(120);
        instance.Property(i => i.Fault).HasMaxLength(100);
        instance.Property(i => i.FaultActivityId).HasMaxLength(40);
        instance.Property(i => i.FaultTrigger).HasMaxLength(100);
        instance.Ignore(i => i.IsLive).Ignore(i => i.IsStray).Ignore(i => i.Subject);
        instance.Property(i => i.Correlation).HasMaxLength(200);
        instance.HasIndex(i => i.LiveKey).IsUnique();
        instance.HasIndex(i => i.Correlation);
        instance.HasIndex(i => new { i.SubjectType, i.SubjectId });
        instance.HasIndex(i => new { i.TypeId, i.Status });
        instance.HasIndex(i => new { i.Status, i.CreatedUtc });
    }
}
