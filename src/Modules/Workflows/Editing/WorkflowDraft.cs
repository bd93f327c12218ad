using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>What administrators are changing, at most one for each type. Whatever it holds, nothing runs by it until it is published.</summary>
internal sealed class WorkflowDraft : IVersioned
{
    private WorkflowDraft()
    {
    }

    public WorkflowTypeId TypeId { get; private init; }

    public string Definition { get; private set; } = "";

    /// <summary>Number of the version that it began from; 0 for none.</summary>
    public int BasedOn { get; private init; }

    public DateTime ModifiedUtc { get; private set; }

    public PersonId? ModifiedBy { get; private set; }

    /// <summary>From 1; what an editor has seen, and gives back with each change. 0 means that there was no draft.</summary>
    public int Version { get; private set; }

    public static WorkflowDraft Begin(WorkflowTypeId type, int basedOn, string definition, PersonId? by, DateTime nowUtc) =>
        new() { TypeId = type, BasedOn = basedOn, Definition = definition, ModifiedBy = by, ModifiedUtc = nowUtc, Version = 1 };

    public void Write(string definition, PersonId? by, DateTime nowUtc) => (Definition, ModifiedBy, ModifiedUtc) = (definition, by, nowUtc);
}

/// <summary>What was done to a type, by whom: its log, never changed.</summary>
internal sealed class WorkflowTypeEntry
{
    private WorkflowTypeEntry()
    {
    }

    public Guid Id { get; private init; }

    public WorkflowTypeId TypeId { get; private init; }

    public DateTime AtUtc { get; private init; }

    /// <summary>Null for a recipe.</summary>
    public PersonId? By { get; private init; }

    /// <summary>Part of the text key <c>Workflow.Log.{What}</c>.</summary>
    public WorkflowDeed What { get; private init; }

    /// <summary>The number of the version that it concerns, or of the flows that were moved; null for none.</summary>
    public int? Number { get; private init; }

    public static WorkflowTypeEntry Write(WorkflowTypeId type, WorkflowDeed what, int? number, PersonId? by, DateTime nowUtc) =>
        new() { Id = Guid.CreateVersion7(), TypeId = type, AtUtc = nowUtc, By = by, What = what, Number = number };
}

/// <summary>Deeds in the log. The names are stored, and part of text keys.</summary>
internal enum WorkflowDeed
{
    Created,
    Imported,
    Published,
    Moved,
    Restored,
    Discarded,
    Enabled,
    Disabled,
    Paused,
}

internal sealed class WorkflowDraftMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var draft = model.Entity<WorkflowDraft>().ToTable("workflows_draft");
        draft.HasKey(d => d.TypeId);

        var entry = model.Entity<WorkflowTypeEntry>().ToTable("workflows_type_entry");
        entry.HasKey(e => e.Id);
        entry.HasIndex(e => new { e.TypeId, e.AtUtc });
    }
}
