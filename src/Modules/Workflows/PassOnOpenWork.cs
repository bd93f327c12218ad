using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>Nobody's work is left lying when people change: it goes on by the rules, is journaled, and whoever gets it is told.</summary>
internal sealed class PassOnOpenWork(WorkflowEngine engine, TimeProvider clock)
    : IListener<PersonLeft>, IListener<RolesChanged>, IListener<PersonMoved>, IListener<PersonAway>
{
    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task HandleAsync(PersonLeft e, EventStamp at, CancellationToken ct)
    {
        await engine.PassOnAsync(e.Person, "Workflow.Why.HasLeft", NowUtc, ct);
        await engine.PassOnOrphansAsync(NowUtc, ct);
    }

    public async Task HandleAsync(RolesChanged e, EventStamp at, CancellationToken ct)
    {
        await engine.PassOnAsync(e.Person, "Workflow.Why.LostRole", NowUtc, ct);
        await engine.PassOnOrphansAsync(NowUtc, ct);
    }

    public Task HandleAsync(PersonMoved e, EventStamp at, CancellationToken ct) => engine.PassOnAsync(e.Person, "Workflow.Why.LostRole", NowUtc, ct);

    public Task HandleAsync(PersonAway e, EventStamp at, CancellationToken ct) => engine.PassOnAsync(e.Person, "Workflow.Why.Away", NowUtc, ct);
}
