using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

internal readonly record struct CallId(Guid Value) : ITypedId<CallId>
{
    public static CallId From(Guid value) => new(value);
}

/// <summary>
/// A call to another system that a flow waits for. Written in the save of the step, made by a job, taken away when it has been answered or given up: what it said may be personal. Secrets stand
/// in it by name only.
/// </summary>
internal sealed class Call
{
    public const int UrlMax = 2_000;
    public const int HeadersMax = 4_000;
    public const int BodyMax = 64_000;

    // Six tries in nine hours or so: a system that is down for the night is reached in the morning.
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    public required CallId Id { get; init; }

    public required WorkflowInstanceId InstanceId { get; init; }

    public required string Method { get; init; }

    public required string Url { get; init; }

    /// <summary>One on each line.</summary>
    public required string Headers { get; init; }

    public required string? Body { get; init; }

    public required string ContentType { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public int Attempts { get; private set; }

    /// <summary>When it may be made next; while it is being made, when it counts as lost with the process that made it.</summary>
    public DateTime NextTryUtc { get; private set; }

    public string EventName => $"CallAnswered:{Id.Value:N}";

    public string Host => new Uri(Url).Host;

    /// <summary>This process makes it now. Made again when nothing has been heard of it after a while: the other system knows it by its Idempotency-Key.</summary>
    public void Claim(DateTime nowUtc) => (Attempts, NextTryUtc) = (Attempts + 1, nowUtc.AddMinutes(2));

    /// <summary>Waits and is made again; false when it has been tried often enough.</summary>
    public bool TryLater(DateTime nowUtc)
    {
        if (Attempts > Pauses.Length)
        {
            return false;
        }

        NextTryUtc = nowUtc + Pauses[Attempts - 1];
        return true;
    }
}

internal sealed class CallMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var call = model.Entity<Call>().ToTable("workflows_call");
        call.HasKey(c => c.Id);
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.Method).HasMaxLength(10);
        call.Property(c => c.Url).HasMaxLength(Call.UrlMax);
        call.Property(c => c.Headers).HasMaxLength(Call.HeadersMax);
        call.Property(c => c.ContentType).HasMaxLength(100);
        call.Ignore(c => c.EventName).Ignore(c => c.Host);
        call.HasIndex(c => c.NextTryUtc);
        call.HasIndex(c => c.InstanceId);
    }
}
