using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Activities;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Api;

/// <summary>
/// <c>POST workflow-signals</c>: tells that something has happened outside, the flows about a numbered subject, such as a proposal, or those flows that have taken a name by which the other
/// system means them.
/// </summary>
internal static class SignalApi
{
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApi("workflow-signals", "innovation.workflows.administer")
        .MapPost("", GiveAsync).Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);

    private const int MostFlows = 100;

    private static async Task<IResult> GiveAsync(
        JsonBody<NewSignal> body, AppDb db, WorkflowEngine workflows, GraphStore graphs, IEnumerable<IWorkflowSubjects> subjects, ITexts texts, TimeProvider clock, CancellationToken ct)
    {
        if (!body.Read.Succeeded)
        {
            return body.Read.ToProblem(texts);
        }

        var (name, number) = (body.Read.Value.Signal?.Trim() ?? "", body.Read.Value.Number);
        if (name.Length is 0 or > LongestName)
        {
            return ((Result<Done>)new Problem("Workflow.SignalNameMissing", "Signal") { Arguments = [LongestName] }).ToProblem(texts);
        }

        var (by, nowUtc) = (db.Viewer.PersonId is { } me ? (PersonId?)new PersonId(me) : null, clock.GetUtcNow().UtcDateTime);
        var given = await db.TransactAsync<Done>(
            async token =>
            {
                if (body.Read.Value.Correlation?.Trim() is { Length: > 0 } correlation)
                {
                    return await WakeAsync(correlation, SignalEvent.Of(name, by, nowUtc), name, db, workflows, graphs, subjects, token) ? Done.Ok : new Problem("Workflow.SignalUnknown", Kind: ProblemKind.NotFound);
                }

                var found = false;
                foreach (var owner in subjects)
                {
                    if (await owner.NumberedAsync(number, token) is { } id)
                    {
                        found = true;
                        var facts = new Dictionary<string, string> { [SignalEvent.NameFact] = name };
                        await workflows.TriggerAsync(SignalEvent.Name, new(owner.Type, id), by, nowUtc, token, facts);
                    }
                }

                return found ? Done.Ok : new Problem("Workflow.SignalUnknown", Kind: ProblemKind.NotFound);
            },
            ct);
        return given.Succeeded ? Results.NoContent() : given.ToProblem(texts);
    }

    // False when no living flow has that name, or the caller may see the subject of none.
    private static async Task<bool> WakeAsync(
        string correlation, Occasion occasion, string name, AppDb db, WorkflowEngine workflows, GraphStore graphs, IEnumerable<IWorkflowSubjects> subjects, CancellationToken ct)
    {
        var flows = await db.Set<WorkflowInstance>().Where(i => i.Correlation == correlation && i.LiveKey != null).OrderBy(i => i.CreatedUtc).Take(MostFlows).ToListAsync(ct);
        var seen = await subjects.CardsAsync(flows.Select(f => f.Subject), ct);
        flows.RemoveAll(f => !seen.ContainsKey(f.Subject));
        var ids = flows.ConvertAll(f => f.Id);
        foreach (var row in await db.Set<WaitRow>().Where(w => ids.Contains(w.InstanceId) && w.EndedUtc == null && w.EventName == SignalEvent.Name).ToListAsync(ct))
        {
            var graph = await graphs.GetAsync(db, flows.Find(f => f.Id == row.InstanceId)!.VersionId, ct);
            if (graph.Find(row.ActivityId) is { } step && SignalLinks.NameOf(step) == name)
            {
                await workflows.WakeAsync(row, occasion, ct);
            }
        }

        return flows.Count > 0;
    }
}

/// <summary>A signal about the subject with that running number, or about the flows that are called that.</summary>
internal sealed record NewSignal(string? Signal, int Number, string? Correlation = null);
