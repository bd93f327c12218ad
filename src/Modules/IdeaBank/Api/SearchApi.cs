using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.IdeaBank.Api;

/// <summary>Something found.</summary>
internal sealed record FindDto(string Title, string Lead, string Url);

/// <summary>The best of a kind; <c>total</c> is null where it is not counted.</summary>
internal sealed record FindsDto(IReadOnlyList<FindDto> Items, int? Total);

/// <summary>One box: what a text finds among proposals (none for those not signed in), good examples and campaigns.</summary>
internal sealed record SearchDto(FindsDto Proposals, FindsDto GoodExamples, FindsDto Campaigns);

internal static class SearchApi
{
    private const int Most = 5;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApi("search", right: null).MapGet("", FindAsync).Produces<SearchDto>();

    private static async Task<IResult> FindAsync(string? q, HttpRequest request, AppDb db, IdeaSearch search, Elsewhere elsewhere, CancellationToken ct)
    {
        var everywhere = await OneBox.FindAsync(db, search, elsewhere, q ?? "", Most, Most, ct);
        FindsDto Of(FindsOf finds) => new([.. finds.Best.Select(f => new FindDto(f.Title, f.Lead, request.PathBase + f.Path[1..]))], finds.Total);
        return Results.Ok(new SearchDto(
            new([.. everywhere.Ideas.Select(i => new FindDto(i.Title, Snippet.Of(i, everywhere.Terms).Text, $"{request.PathBase}/forslag/{i.Number}"))], null),
            Of(everywhere.Finds.Examples), Of(everywhere.Finds.Campaigns)));
    }
}
