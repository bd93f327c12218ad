using System.Collections.Concurrent;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Accounts;

/// <summary>
/// Whose sessions must be held against the database before anything else, since something about them has changed. A shortcut in the memory of this node: without
/// it, and on other nodes, the change is seen within <see cref="SessionOptions.Recheck"/>.
/// </summary>
internal sealed class StaleSessions
{
    private const int Most = 1000;
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> since = new();

    public void Mark(Guid person)
    {
        if (since.Count >= Most)
        {
            since.Clear(); // The minute's check is still there.
        }

        since[person] = TimeProvider.System.GetUtcNow();
    }

    /// <summary>True when the cookie is older than the change. Cookies know whole seconds only, so one of the same second counts as older.</summary>
    public bool IsStale(Guid person, DateTimeOffset? issued) => since.TryGetValue(person, out var at) && (issued is null || issued <= at);
}

/// <summary>Ends sessions at once, where the outbox runs.</summary>
internal sealed class EndSessions(StaleSessions stale) : IListener<PersonLeft>, IListener<RolesChanged>
{
    public Task HandleAsync(PersonLeft e, EventStamp at, CancellationToken ct) => Mark(e.Person);

    public Task HandleAsync(RolesChanged e, EventStamp at, CancellationToken ct) => Mark(e.Person);

    private Task Mark(PersonId person)
    {
        stale.Mark(person.Value);
        return Task.CompletedTask;
    }
}
