using System.Text.Json.Serialization;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.IdeaBank.Api;

/// <summary>A hit. Status, department and campaign are slugs, worded in the facets; the snippet is plain text, with the places of its sought words beside it, and the parts that hold them: title, problem, solution, benefit, else unit.</summary>
internal sealed record IdeaDto(
    int Number, string Title, string Snippet, string Status, string Department, string? Campaign, DateTime SubmittedAt, int Supports, string Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int[]>? Marks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Matched);

internal sealed record FacetDto(string Value, string Label, long Count);

/// <summary>A page of hits. Where they are few, <paramref name="Near"/> holds proposals about the same that lack the words, or that have the words but not the chosen values; they are in neither the total nor the facets.</summary>
internal sealed record IdeasDto(
    IReadOnlyList<IdeaDto> Items, IReadOnlyDictionary<string, IReadOnlyList<FacetDto>> Facets, long Total, string? Next, string? DidYouMean, IReadOnlyList<IdeaDto> Near);

internal sealed record SuggestDto(IReadOnlyList<string> Words, IReadOnlyList<SuggestedIdeaDto> Items);

internal sealed record SuggestedIdeaDto(int Number, string Title, string Status, string Url);

internal sealed record SimilarDto(IReadOnlyList<SimilarIdeaDto> Items);

/// <summary>A proposal like the text. Likeness is above 0 and at most 1; a very similar one says nearly the same.</summary>
internal sealed record SimilarIdeaDto(int Number, string Title, string Snippet, string Status, string Department, DateTime SubmittedAt, double Likeness, bool VerySimilar, string Url);

/// <summary>The parameters as OpenAPI shows them; they are read by <see cref="IdeaQuery.Read"/>, as on the page, so that no text can fail to bind.</summary>
internal sealed record IdeasParameters(
    [FromQuery] string? Q, [FromQuery] string[]? Department, [FromQuery] string[]? Unit, [FromQuery] string[]? Campaign, [FromQuery] string[]? Status, [FromQuery] string[]? Goal,
    [FromQuery] string[]? Year, [FromQuery] string[]? Source, [FromQuery] string? From, [FromQuery] string? To, [FromQuery] string? Sort, [FromQuery] string? Size, [FromQuery] string? Cursor);

internal static class IdeasApi
{
    private const int Suggested = 6;
    private const int Similar = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("ideas", IdeaBankModule.Read);
        group.MapGet("", FindAsync).Produces<IdeasDto>().ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("suggest", SuggestAsync).Produces<SuggestDto>();
        group.MapGet("similar", SimilarAsync).Produces<SimilarDto>();
    }

    private static async Task<IResult> FindAsync([AsParameters] IdeasParameters parameters, HttpRequest request, IdeaSearch search, FacetLabels labels, ITexts texts, CancellationToken ct)
    {
        var (query, problems) = IdeaQuery.Read(request.Query);
        if (problems.Count > 0)
        {
            return Result<Done>.Refused(problems).ToProblem(texts);
        }

        var found = await search.FindAsync(await labels.ChooseTypedAsync(query with { Skip = 0 }, ct), ct);
        var label = await labels.ForAsync(found, ct);
        return Results.Ok(new IdeasDto(
            [.. found.Items.Select(i => Item(i, found.Terms, request, isNear: false))],
            found.Facets.ToDictionary(f => f.Key, f => (IReadOnlyList<FacetDto>)[.. f.Value.Select(v => new FacetDto(v.Value, label(f.Key, v), v.Count))]),
            found.Total, found.Next?.ToString(), found.DidYouMean, [.. found.Near.Select(i => Item(i, found.Terms, request, isNear: true))]));
    }

    private static async Task<IResult> SuggestAsync(string? q, HttpRequest request, IdeaSearch search, CancellationToken ct)
    {
        var query = IdeaQuery.Of(q ?? "");
        if (query.Text.Length == 0)
        {
            return Results.Ok(new SuggestDto([], []));
        }

        var (words, ideas) = await search.SuggestAsync(query.Text, Suggested, ct);
        return Results.Ok(new SuggestDto(words, [.. ideas.Select(i => new SuggestedIdeaDto(i.Number, i.Title, i.Status, Url(request, i.Number)))]));
    }

    private static async Task<IResult> SimilarAsync(string? title, string? text, HttpRequest request, IdeaSearch search, CancellationToken ct)
    {
        var alike = await search.SimilarAsync(title ?? "", text ?? "", Similar, ct);
        return Results.Ok(new SimilarDto([.. alike.Select(a => new SimilarIdeaDto(
            a.Idea.Number, a.Idea.Title, Snippet.Of(a.Idea, Sought.Nothing).Text, a.Idea.Status, a.Idea.Department, a.Idea.SubmittedUtc, Math.Round(a.Likeness, 3), a.Likeness >= Likeness.Very, Url(request, a.Idea.Number)))]));
    }

    private static IdeaDto Item(Idea idea, Sought terms, HttpRequest request, bool isNear)
    {
        var snippet = Snippet.Of(idea, terms);
        var marks = new List<int[]>();
        var at = 0;
        foreach (var piece in snippet.Pieces)
        {
            if (piece.IsMarked)
            {
                marks.Add([at, piece.Text.Length]);
            }

            at += piece.Text.Length;
        }

        return new(idea.Number, idea.Title, snippet.Text, idea.Status, idea.Department, idea.Campaign, idea.SubmittedUtc, idea.Supports, Url(request, idea.Number), terms.IsNothing ? null : marks,
            terms.IsNothing || isNear ? null : snippet.Matched);
    }

    private static string Url(HttpRequest request, int number) => $"{request.PathBase}/forslag/{number}";
}
