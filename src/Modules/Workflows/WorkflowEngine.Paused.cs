using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>Flows of a type that is paused stand still. Timers wait for their turn and tasks for their answer; an event that comes meanwhile is kept, and told again afterwards.</summary>
internal sealed partial class WorkflowEngine
{
    /// <summary>What was kept while the type was paused is told now, in the order in which it came. The caller has turned the type on.</summary>
    public async Task TellHeldAsync(WorkflowTypeId type, CancellationToken ct)
    {
        var held = await (
            from h in db.Set<HeldEvent>()
            join w in db.Set<WaitRow>() on h.WaitId equals w.Id
            join i in db.Set<WorkflowInstance>() on w.InstanceId equals i.Id
            where i.TypeId == type
            orderby h.AtUtc, h.Id
            select new { Held = h, Row = w, Instance = i }).ToListAsync(ct);
        foreach (var one in held)
        {
            db.Remove(one.Held);
            await db.LockAsync(one.Row.Subject, ct);
            if (one.Row.IsOpen && one.Instance.IsLive)
            {
                // Told as of now: due dates count from when the flow goes on.
                var open = await OpenAsync(one.Row.Subject, ct);
                await TellOwnerAsync(await ResumeAsync(one.Instance, one.Row, open, one.Held.Told(clock.GetUtcNow().UtcDateTime), ct), one.Row.Subject, ct);
            }
        }
    }

    private Task<bool> IsPausedAsync(WorkflowInstance instance, CancellationToken ct) =>
        db.Set<WorkflowType>().AnyAsync(t => t.Id == instance.TypeId && t.Paused, ct);

    /// <summary>True for a flow that is paused: then the event is kept for it.</summary>
    private async Task<bool> HoldsAsync(WorkflowInstance instance, WaitRow row, Occasion occasion, CancellationToken ct)
    {
        if (!await IsPausedAsync(instance, ct))
        {
            return false;
        }

        db.Add(HeldEvent.Of(row, occasion));
        return true;
    }
}

/// <summary>An event that came while the flow that waits for it was paused.</summary>
internal sealed class HeldEvent
{
    private HeldEvent()
    {
    }

    public Guid Id { get; private init; }

    public Contracts.WorkflowTaskId WaitId { get; private init; }

    public string EventName { get; private init; } = "";

    public PersonId? By { get; private init; }

    public DateTime AtUtc { get; private init; }

    /// <summary>What the event was about, as JSON; null when it carried nothing.</summary>
    public string? Facts { get; private init; }

    public static HeldEvent Of(WaitRow row, Occasion occasion) => new()
    {
        Id = Guid.CreateVersion7(),
        WaitId = row.Id,
        EventName = occasion.Trigger,
        By = occasion.By,
        AtUtc = occasion.NowUtc,
        Facts = occasion.Facts is null ? null : JsonSerializer.Serialize(occasion.Facts),
    };

    public Occasion Told(DateTime nowUtc) => new(EventName, By, nowUtc, Facts is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(Facts));
}

internal sealed class HeldEventMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var held = model.Entity<HeldEvent>().ToTable("workflows_held_event");
        held.HasKey(h => h.Id);
        held.Property(h => h.EventName).HasMaxLength(100);
        held.HasIndex(h => h.WaitId);
    }
}
