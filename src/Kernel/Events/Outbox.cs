using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Kernel.Events;

/// <summary>One registered listener of one event type.</summary>
internal sealed record ListenerRegistration(Type Event, Type Listener)
{
    public string Name => Listener.Name;

    public Task HandleAsync(IServiceProvider scope, IEvent e, EventStamp stamp, CancellationToken ct)
    {
        var listener = ActivatorUtilities.CreateInstance(scope, Listener);
        return (Task)typeof(IListener<>).MakeGenericType(Event).GetMethod("HandleAsync")!.Invoke(listener, [e, stamp, ct])!;
    }
}

/// <summary>
/// Delivers what was committed, in order, to every listener. A listener's work and the note that it has had the event are one transaction, so what it
/// writes to the database happens once; what it does outside must be idempotent by itself. One node at a time, by the job's lease.
/// </summary>
internal sealed class Outbox(IServiceScopeFactory scopes, IEnumerable<ListenerRegistration> listeners, TimeProvider clock, ILogger<Outbox> log) : IJob
{
    private const int Batch = 100;
    private readonly ILookup<string, ListenerRegistration> byEvent = listeners.ToLookup(l => l.Event.Name);

    public static TimeSpan Every => TimeSpan.Zero;

    public async Task RunAsync(CancellationToken ct)
    {
        while (await DeliverBatchAsync(ct) == Batch)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<int> DeliverBatchAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        List<OutboxMessage> messages;
        await using (var scope = scopes.CreateSystemScope("outbox"))
        {
            messages = await scope.Db().Set<OutboxMessage>().AsNoTracking()
                .Where(m => m.DeliveredUtc == null && (m.NextTryUtc == null || m.NextTryUtc <= nowUtc))
                .OrderBy(m => m.Id).Take(Batch).ToListAsync(ct);
        }

        var delivered = new List<Guid>();
        foreach (var message in messages)
        {
            if (await DeliverAsync(message, ct))
            {
                delivered.Add(message.Id);
            }
        }

        // One write for the batch: a process that dies before it finds each listener's own note that it has had the event.
        await using var last = scopes.CreateSystemScope("outbox");
        nowUtc = clock.GetUtcNow().UtcDateTime;
        await last.Db().WriteAsync(
            d => d.Set<OutboxMessage>().Where(m => delivered.Contains(m.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.DeliveredUtc, nowUtc).SetProperty(m => m.LastError, (string?)null), ct),
            ct);
        return messages.Count;
    }

    private async Task<bool> DeliverAsync(OutboxMessage message, CancellationToken ct)
    {
        string? error = null;
        foreach (var listener in byEvent[message.Type])
        {
            try
            {
                await DeliverToAsync(message, listener, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                error = $"{listener.Name}: {e}";
                log.LogError(e, "{Listener} could not take {Event} {Id}; it is tried again", listener.Name, message.Type, message.Id);
            }
        }

        if (error is not null)
        {
            await using var scope = scopes.CreateSystemScope("outbox");
            var row = await scope.Db().Set<OutboxMessage>().SingleAsync(m => m.Id == message.Id, ct);
            row.Failed(clock.GetUtcNow().UtcDateTime, error);
            await scope.Db().SaveChangesAsync(ct);
        }

        return error is null;
    }

    private async Task DeliverToAsync(OutboxMessage message, ListenerRegistration listener, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope($"listener:{listener.Name}");
        var db = scope.Db();
        if (await db.Set<OutboxDelivery>().AnyAsync(d => d.MessageId == message.Id && d.Listener == listener.Name, ct))
        {
            return;
        }

        var e = (IEvent)JsonSerializer.Deserialize(message.Body, listener.Event, OutboxMessage.Json)!;
        var saved = await db.TransactAsync<Done>(
            async token =>
            {
                db.Add(new OutboxDelivery { MessageId = message.Id, Listener = listener.Name });
                await listener.HandleAsync(scope.ServiceProvider, e, new(message.Id, message.RaisedUtc), token);
                return Done.Ok;
            },
            ct);
        if (!saved.Succeeded)
        {
            throw new InvalidOperationException(saved.Problems[0].Text);
        }
    }
}
