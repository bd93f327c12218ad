using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Activities;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Workflows.Api;

/// <summary><c>POST workflow-signals</c>: tells the flows about a numbered subject, such as a proposal, that something has happened outside.</summary>
internal static class SignalApi
{
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApi("workflow-signals", "innovation.workflows.administer")
        .MapPost("", GiveAsync).Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> GiveAsync(
        JsonBody<NewSignal> body, AppDb db, IWorkflows workflows, IEnumerable<IWorkflowSubjects> subjects, ITexts texts, TimeProvider clock, CancellationToken ct)
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

        var given = await db.TransactAsync<Done>(
            async token =>
            {
                var found = false;
                foreach (var owner in subjects)
                {
                    if (await owner.NumberedAsync(number, token) is { } id)
                    {
                        found = true;
                        var facts = new Dictionary<string, string> { [SignalEvent.NameFact] = name };
                        var by = db.Viewer.PersonId is { } me ? (PersonId?)new PersonId(me) : null;
                        await workflows.TriggerAsync(SignalEvent.Name, new(owner.Type, id), by, clock.GetUtcNow().UtcDateTime, token, facts);
                    }
                }

                return found ? Done.Ok : new Problem("Workflow.SignalUnknown", Kind: ProblemKind.NotFound);
            },
            ct);
        return given.Succeeded ? Results.NoContent() : given.ToProblem(texts);
    }
}

/// <summary>A signal about the subject with that running number.</summary>
internal sealed record NewSignal(string? Signal, int Number);
