using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Organisation.Api;

/// <summary>A colleague to choose in a form: enough to tell two of the same name apart, and nothing else.</summary>
internal sealed record ColleagueDto(string UserName, string Name, string Workplace);

internal sealed record ColleaguesDto(IReadOnlyList<ColleagueDto> Items);

internal static class PeopleApi
{
    private const int Most = 8;
    private const int Shortest = 2;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("people", OrganisationRights.SignedIn).MapGet("", FindAsync).Produces<ColleaguesDto>();

    private static async Task<IResult> FindAsync(string? q, IPeopleSearch search, IOrganisation organisation, CancellationToken ct)
    {
        if (q?.Trim() is not { Length: >= Shortest } text)
        {
            return Results.Ok(new ColleaguesDto([]));
        }

        var found = await search.FindAsync(text, Most, ct);
        var departments = await organisation.DepartmentsAsync(ct);
        return Results.Ok(new ColleaguesDto([.. found.Select(p => new ColleagueDto(p.UserName, p.Name, departments.Workplace(p)))]));
    }
}
