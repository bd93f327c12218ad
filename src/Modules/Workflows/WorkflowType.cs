using System.Security.Cryptography;
using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

internal readonly record struct WorkflowTypeId(Guid Value) : ITypedId<WorkflowTypeId>
{
    public static WorkflowTypeId From(Guid value) => new(value);
}

internal readonly record struct WorkflowVersionId(Guid Value) : ITypedId<WorkflowVersionId>
{
    public static WorkflowVersionId From(Guid value) => new(value);
}

/// <summary>A way that proposals travel, such as "Standardberedning". Its definition lies in versions, of which at most one is published.</summary>
internal sealed class WorkflowType : IVersioned
{
    private WorkflowType()
    {
    }

    public WorkflowTypeId Id { get; private init; }

    /// <summary>Orchard's id: 26 characters, the same in every export.</summary>
    public string Key { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>What it is for, in the administrator's words; empty for nothing said.</summary>
    public string Description { get; private set; } = "";

    /// <summary>A disabled type starts nothing; what runs goes on, unless it is paused too.</summary>
    public bool Enabled { get; private set; }

    /// <summary>Disabled, and what runs stands still: no timer, reminder, event or answer moves it until the type is enabled again. None is lost.</summary>
    public bool Paused { get; private set; }

    /// <summary>Null when no version can be run, such as an import with steps that are not known here.</summary>
    public WorkflowVersionId? PublishedVersionId { get; private set; }

    public DateTime CreatedUtc { get; private init; }

    public DateTime ModifiedUtc { get; private set; }

    public int Version { get; private set; }

    public static WorkflowType Create(string key, DateTime nowUtc) =>
        new() { Id = TypedId.New<WorkflowTypeId>(), Key = key, CreatedUtc = nowUtc, ModifiedUtc = nowUtc };

    /// <summary>Takes over what a version says of the type itself, as a recipe or a file has it.</summary>
    public void Describe(string name, bool enabled, DateTime nowUtc)
    {
        (Name, ModifiedUtc) = (name, nowUtc);
        Turn(enabled, pause: false, nowUtc);
    }

    public void Rename(string name, string description, DateTime nowUtc) => (Name, Description, ModifiedUtc) = (name, description, nowUtc);

    /// <summary>Turns it on or off. Turned off, what runs goes on to its end, or stands still for <paramref name="pause"/>.</summary>
    public void Turn(bool on, bool pause, DateTime nowUtc) => (Enabled, Paused, ModifiedUtc) = (on, !on && pause, nowUtc);

    /// <summary>What starts from now on follows this version; what runs stays on its own.</summary>
    public void Publish(WorkflowVersion version, DateTime nowUtc)
    {
        version.Publish(nowUtc);
        (PublishedVersionId, ModifiedUtc) = (version.Id, nowUtc);
    }
}

/// <summary>An immutable definition: Orchard's JSON with every member kept, those that are unknown here too.</summary>
internal sealed class WorkflowVersion
{
    private WorkflowVersion()
    {
    }

    public WorkflowVersionId Id { get; private init; }

    public WorkflowTypeId TypeId { get; private init; }

    /// <summary>From 1.</summary>
    public int Number { get; private init; }

    public string Definition { get; private init; } = "";

    /// <summary>SHA-256 of the definition, hexadecimal: equal definitions make no new version.</summary>
    public string Hash { get; private init; } = "";

    public DateTime CreatedUtc { get; private init; }

    /// <summary>Who made it; null for a recipe.</summary>
    public PersonId? CreatedBy { get; private init; }

    /// <summary>Why, in that one's words; empty for nothing said.</summary>
    public string Note { get; private init; } = "";

    /// <summary>When it was first published; null for one that never was.</summary>
    public DateTime? PublishedUtc { get; private set; }

    public static WorkflowVersion Create(WorkflowTypeId type, int number, string definition, DateTime nowUtc, PersonId? by = null, string note = "") => new()
    {
        Id = TypedId.New<WorkflowVersionId>(),
        TypeId = type,
        Number = number,
        Definition = definition,
        Hash = HashOf(definition),
        CreatedUtc = nowUtc,
        CreatedBy = by,
        Note = note,
    };

    public static string HashOf(string definition) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition)));

    internal void Publish(DateTime nowUtc) => PublishedUtc ??= nowUtc;
}

internal sealed class WorkflowTypeMapping : IMapping
{
    public const int LongestName = 200;
    public const int LongestText = 500;

    public void Map(ModelBuilder model, AppDb db)
    {
        var type = model.Entity<WorkflowType>().ToTable("workflows_type");
        type.HasKey(t => t.Id);
        type.Property(t => t.Key).HasMaxLength(40);
        type.Property(t => t.Name).HasMaxLength(LongestName);
        type.Property(t => t.Description).HasMaxLength(LongestText);
        type.HasIndex(t => t.Key).IsUnique();

        var version = model.Entity<WorkflowVersion>().ToTable("workflows_version");
        version.HasKey(v => v.Id);
        version.Property(v => v.Hash).HasMaxLength(64);
        version.Property(v => v.Note).HasMaxLength(LongestText);
        version.HasIndex(v => new { v.TypeId, v.Number }).IsUnique();
    }
}
