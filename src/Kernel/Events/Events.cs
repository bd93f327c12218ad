namespace IntranetInnovation.Kernel.Events;

/// <summary>Something that has happened, in the past tense: a small public record of ids and facts. Its type name is its name in the outbox: renaming it is a migration.</summary>
public interface IEvent;

/// <summary>Reacts after commit. Called at least once for each event, in a unit of work of its own that is saved together with the note that this listener has had it.</summary>
/// <typeparam name="TEvent">The event listened to.</typeparam>
public interface IListener<in TEvent>
    where TEvent : IEvent
{
    /// <summary>Changes what follows through the scope's AppDb, without saving it; an exception means that it is tried again later, with growing pauses.</summary>
    /// <param name="e">What happened.</param>
    /// <param name="at">When it was raised, UTC, and its id, for keys that make a second delivery harmless.</param>
    /// <param name="ct">Ends the work when the host stops.</param>
    Task HandleAsync(TEvent e, EventStamp at, CancellationToken ct);
}

/// <summary>When an event was raised and its id in the outbox.</summary>
/// <param name="MessageId">UUIDv7 of the outbox row: the same at each delivery.</param>
/// <param name="RaisedUtc">UTC.</param>
public readonly record struct EventStamp(Guid MessageId, DateTime RaisedUtc);
