using IntranetInnovation.IdeaBank.SavedSearches;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Api;

/// <summary>A search to save. The query is as in the address of <c>ideas</c>, after the question mark; what is wrong in it is left out.</summary>
internal sealed record NewSavedSearch(string? Name, string? Query, bool Tells);

/// <summary>A saved search. The query goes behind the question mark of <c>ideas</c>.</summary>
internal sealed record SavedSearchDto(Guid Id, string Name, string Query, bool Tells, DateTime SavedAt, string Url)
{
    public static SavedSearchDto Of(SavedSearch search, HttpRequest request) =>
        new(search.Id.Value, search.Name, search.Address, search.Tells, search.SavedUtc, $"{request.PathBase}/mina/sokningar/{search.Id.Value}");
}

internal sealed record SavedSearchesDto(IReadOnlyList<SavedSearchDto> Items);

/// <summary>The caller's own saved searches.</summary>
internal static class SavedSearchesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("saved-searches", IdeaBankModule.Read);
        group.MapGet("", ListAsync).Produces<SavedSearchesDto>();
        group.MapPost("", SaveAsync).Produces<SavedSearchDto>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapDelete("{id:guid}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(Saving saving, HttpRequest request, CancellationToken ct) =>
        Results.Ok(new SavedSearchesDto([.. (await saving.Mine.ToListAsync(ct)).Select(s => SavedSearchDto.Of(s, request))]));

    private static async Task<IResult> SaveAsync(JsonBody<NewSavedSearch> body, Saving saving, HttpRequest request, ITexts texts, CancellationToken ct)
    {
        if (!body.Read.Succeeded)
        {
            return body.Read.ToProblem(texts);
        }

        var (name, query, tells) = body.Read.Value;
        var saved = await saving.SaveAsync(name, IdeaAddress.Read(query ?? ""), tells, ct);
        if (!saved.Succeeded)
        {
            return saved.ToProblem(texts);
        }

        var dto = SavedSearchDto.Of(saved.Value, request);
        return Results.Created(dto.Url, dto);
    }

    private static async Task<IResult> DeleteAsync(Guid id, Saving saving, CancellationToken ct)
    {
        await saving.DeleteAsync(id, ct);
        return Results.NoContent();
    }
}
