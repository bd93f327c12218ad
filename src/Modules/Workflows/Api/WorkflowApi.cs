using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Workflows.Api;

/// <summary>What a drawing board needs: the activities with their forms, the draft, and what is wrong with it. The same drafts as on the pages.</summary>
internal static class WorkflowApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var workflows = routes.MapApi("workflows", "innovation.workflows.administer");
        workflows.MapGet("activities", async (ActivityDescriptions descriptions, CancellationToken ct) => await descriptions.AllAsync(ct)).Produces<CatalogDto>();
        workflows.MapPost("outcomes", (JsonBody<OutcomesBody> body, ActivityCatalog activities, GraphCheck check, ITexts texts) =>
        {
            if (!body.Read.Succeeded)
            {
                return body.Read.ToProblem(texts);
            }

            var asked = body.Read.Value;
            return activities.Find(asked.Name) is null
                ? Refuse(texts, new("Workflow.Check.UnknownStep", Kind: ProblemKind.NotFound) { Arguments = [asked.Name, asked.Name] })
                : Results.Ok(OutcomesOf(new("", asked.Name, null, IsStart: false, JsonSerializer.SerializeToElement(asked.Properties ?? [])), check, texts));
        }).Produces<IReadOnlyList<OutcomeDto>>().ProducesProblem(400).ProducesProblem(404);
        workflows.MapGet("types/{key}/draft", GetAsync).Produces<DraftDto>().ProducesProblem(404);
        workflows.MapPut("types/{key}/draft", PutAsync).Accepts<JsonObject>("application/json").Produces<DraftDto>()
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(412).ProducesProblem(413).ProducesProblem(428);
    }

    private static async Task<IResult> GetAsync(string key, Drafts drafts, DraftCheck check, GraphCheck structure, ITexts texts, HttpContext http, CancellationToken ct) =>
        await drafts.OpenAsync(key, ct) is { } open
            ? await AnswerAsync(open, check, structure, texts, http, ct)
            : Refuse(texts, new("Workflow.TypeGone", Kind: ProblemKind.NotFound));

    /// <summary>Takes the whole definition. <c>If-Match</c> is the <c>ETag</c> that the editor has seen; 412 when somebody was first: then nothing is written.</summary>
    private static async Task<IResult> PutAsync(
        string key, HttpContext http, AppDb db, Drafts drafts, DraftCheck check, GraphCheck structure, TimeProvider clock, ITexts texts, CancellationToken ct)
    {
        if (!int.TryParse(http.Request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
        {
            return Results.Problem(texts["Workflow.Api.IfMatch"], statusCode: StatusCodes.Status428PreconditionRequired);
        }

        var read = await ReadAsync(http.Request, key, ct);
        if (!read.Succeeded)
        {
            return read.ToProblem(texts);
        }

        var by = db.Viewer.PersonId is { } me ? (PersonId?)new PersonId(me) : null;
        var written = await db.TransactAsync<Done>(
            async token => await drafts.OpenAsync(key, token) is { } open
                ? drafts.Replace(open, seen, read.Value, by, clock.GetUtcNow().UtcDateTime)
                : new Problem("Workflow.TypeGone", Kind: ProblemKind.NotFound),
            ct);
        if (!written.Succeeded)
        {
            return written.Problems[0].Kind == ProblemKind.Conflict
                ? Results.Problem(texts["Workflow.DraftConflict"], statusCode: StatusCodes.Status412PreconditionFailed)
                : written.ToProblem(texts);
        }

        return await AnswerAsync((await drafts.OpenAsync(key, ct))!, check, structure, texts, http, ct);
    }

    private static async Task<Result<string>> ReadAsync(HttpRequest request, string key, CancellationToken ct)
    {
        if (request.ContentLength > Drafts.LongestDefinition)
        {
            return new Problem("Kernel.BodyTooLarge", Kind: ProblemKind.TooLarge);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Drafts.LongestDefinition;
        }

        try
        {
            using var reader = new StreamReader(request.Body);
            var document = WorkflowDocument.Parse(await reader.ReadToEndAsync(ct));
            var graph = document.Graph();
            return graph.TypeKey == key && graph.Name.Length is > 0 and <= WorkflowTypeMapping.LongestName
                ? document.Json
                : new Problem("Workflow.Check.NoName") { Arguments = [graph.Name] };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new Problem("Workflow.Check.Unreadable") { Arguments = [e.Message] };
        }
        catch (BadHttpRequestException)
        {
            return new Problem("Kernel.BodyTooLarge", Kind: ProblemKind.TooLarge);
        }
    }

    private static async Task<IResult> AnswerAsync(OpenType open, DraftCheck check, GraphCheck structure, ITexts texts, HttpContext http, CancellationToken ct)
    {
        var graph = WorkflowGraph.Parse(open.Definition);
        var checks = (await check.FindAsync(graph, ct)).Select(f => new CheckDto(f.IsError, texts[f.Problem.Text, f.Problem.Arguments], f.StepId, f.Problem.Field));
        http.Response.Headers.ETag = $"\"{open.Seen.ToString(CultureInfo.InvariantCulture)}\"";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new DraftDto(
            JsonNode.Parse(WorkflowDocument.Parse(open.Definition).Json)!.AsObject(),
            open.Draft is not null,
            open.Newest,
            [.. checks],
            graph.Activities.DistinctBy(a => a.Id).ToDictionary(a => a.Id, a => OutcomesOf(a, structure, texts))));
    }

    private static IReadOnlyList<OutcomeDto> OutcomesOf(GraphActivity step, GraphCheck check, ITexts texts) =>
        [.. (check.Outcomes(step) ?? []).Distinct().Select(o => new OutcomeDto(o, texts.Action(o)))];

    private static IResult Refuse(ITexts texts, Problem problem) => ((Result<Done>)problem).ToProblem(texts);
}

/// <param name="Name">Name of the activity.</param>
/// <param name="Properties">Its properties as they would be written.</param>
internal sealed record OutcomesBody(string Name = "", JsonObject? Properties = null);

/// <param name="Name">As in transitions.</param>
/// <param name="Text">As shown.</param>
internal sealed record OutcomeDto(string Name, string Text);

/// <param name="Error">True for what blocks publishing.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Step">Id of the step, or null.</param>
/// <param name="Field">Name of the property, or null.</param>
internal sealed record CheckDto(bool Error, string Text, string? Step, string? Field);

/// <param name="Definition">Orchard's JSON, unknown members included.</param>
/// <param name="IsDraft">False while it is the newest version, unchanged.</param>
/// <param name="NewestVersion">0 for none.</param>
/// <param name="Checks">What is wrong, errors first.</param>
/// <param name="Outcomes">For each step the outcomes that it offers now.</param>
internal sealed record DraftDto(
    JsonObject Definition, bool IsDraft, int NewestVersion, IReadOnlyList<CheckDto> Checks, IReadOnlyDictionary<string, IReadOnlyList<OutcomeDto>> Outcomes);
