using static IntranetInnovation.Kernel.Security.Roles;

namespace IntranetInnovation.Security.Tests;

/// <summary>Who gets in at an endpoint. What one may see or do further in is for the domain to say: here "in" is everything but sign-in, 401 and 403.</summary>
/// <param name="Methods">"page" is GET and POST of a Razor Page.</param>
/// <param name="Pattern">As the endpoint declares it.</param>
/// <param name="Who">Roles of <see cref="Kernel.Security.Roles"/>, or <see cref="RouteTable.Anyone"/>.</param>
internal sealed record RouteRow(string Methods, string Pattern, IReadOnlyList<string> Who)
{
    /// <summary>Who may post to a page, where the page itself says no to others than the guard of the posting does.</summary>
    public IReadOnlyList<string> Posts { get; init; } = Who;
}

/// <summary>S15: every route and every role. A new endpoint is one line here; a test walks the table as each role and as nobody.</summary>
internal static class RouteTable
{
    public const string Nobody = "(nobody)";

    public static readonly IReadOnlyList<string> SignedIn = All;
    public static readonly IReadOnlyList<string> Anyone = [Nobody, .. All];

    private static readonly IReadOnlyList<string> Tellers = [Editor, CentralIdeaCoach, Administrator];
    private static readonly IReadOnlyList<string> Administrators = [Administrator];

    public static IReadOnlyList<RouteRow> Rows { get; } =
    [
        // The host
        new("page", "/", Anyone),
        new("page", "/fel/{code:int}", Anyone),
        new("GET", "/health/live", Anyone),
        new("GET", "/health/ready", Anyone),
        new("GET", "/openapi/{documentName}.json", Anyone),
        new("POST", "/sprak", Anyone),
        new("POST", "/dev/klocka", Anyone),

        // Accounts
        new("page", "/logga-in", Anyone),
        new("POST", "/logga-ut", Anyone),
        new("page", "/forsta-administrator", Anyone),
        new("page", "/valj-losenord", Anyone),
        new("page", "/byt-losenord", SignedIn),
        new("POST", "/dev/sign-in", Anyone),

        // Organisation
        new("page", "/enheter/{slug}", SignedIn),
        new("page", "/enheter", SignedIn),
        new("GET", "/api/v1/people/", SignedIn),
        new("page", "/mitt-konto", SignedIn),
        new("page", "/admin", Tellers),
        new("page", "/admin/personer", Administrators),
        new("page", "/admin/personer/{userName}", Administrators),
        new("page", "/admin/ny-person", Administrators),
        new("page", "/admin/konton/{userName}", Administrators),
        new("page", "/admin/organisation", Administrators),
        new("page", "/admin/organisation/forvaltning/{slug}", Administrators),
        new("page", "/admin/organisation/enhet/{slug}", Administrators),
        new("page", "/admin/import", Administrators),
        new("page", "/admin/import/{id:guid}", Administrators),
        new("GET", "/admin/import/mall/personer.csv", Administrators),
        new("GET", "/admin/import/mall/organisation.csv", Administrators),
        new("GET", "/admin/import/nu/personer.csv", Administrators),
        new("GET", "/admin/import/nu/organisation.csv", Administrators),

        // Campaigns
        new("page", "/kampanjer", Anyone),
        new("page", "/kampanjer/{slug}", Anyone),
        new("GET", "/kampanjer/{slug}/tema.css", Anyone),
        new("GET", "/kampanjer/{slug}/bild", Anyone),
        new("GET", "/kampanjer/farg/{hex}.css", Anyone),
        new("page", "/admin/kampanjer/ny", Tellers),
        // A campaign's resource person may write, whatever their role: whose campaign it is, the page says.
        new("page", "/admin/kampanjer", [IdeaCoach, .. Tellers]) { Posts = SignedIn },
        new("page", "/admin/kampanjer/{slug}", SignedIn),
        new("page", "/admin/kampanjer/{slug}/bild", SignedIn),
        new("page", "/admin/kampanjer/forhandsgranska", SignedIn),
        new("GET", "/api/v1/campaigns/", Anyone),
        new("GET", "/api/v1/campaigns/{slug}", Anyone),

        // Workflows
        new("page", "/mina/arenden", SignedIn),
        new("page", "/mina/arenden/{id:guid}", SignedIn),
        new("page", "/mina/arenden/lamna-over", SignedIn),
        new("page", "/signal/{token}", Anyone),
        new("POST", "/api/v1/workflow-signals/", Administrators),
        new("page", "/admin/arbetsfloden", Administrators),
        new("page", "/admin/arbetsfloden/{key}", Administrators),
        new("page", "/admin/arbetsfloden/nytt", Administrators),
        new("page", "/admin/arbetsfloden/{key}/exportera", Administrators),
        new("page", "/admin/arbetsfloden/{key}/prova", Administrators),
        new("page", "/admin/arbetsfloden/{key}/redigera", Administrators),
        new("page", "/admin/arbetsfloden/{key}/rita", Administrators),
        new("page", "/admin/arbetsfloden/{key}/redigera/lagg-till", Administrators),
        new("page", "/admin/arbetsfloden/{key}/redigera/{step}", Administrators),
        new("page", "/admin/arbetsfloden/{key}/publicera", Administrators),
        new("page", "/admin/arbetsfloden/{key}/versioner", Administrators),
        new("GET", "/api/v1/workflows/activities", Administrators),
        new("POST", "/api/v1/workflows/outcomes", Administrators),
        new("GET", "/api/v1/workflows/types/{key}/draft", Administrators),
        new("PUT", "/api/v1/workflows/types/{key}/draft", Administrators),
        new("page", "/admin/arbetsfloden/pagaende", Administrators),
        new("page", "/admin/arbetsfloden/pagaende/{id:guid}", Administrators),
        new("page", "/admin/arbetsdagar", Administrators),

        // Proposals: whoever was given the task decides, whatever their role, so these let everybody in and answer 404 or 403 further on.
        new("page", "/forslag/nytt", SignedIn),
        new("page", "/kampanjer/{campaign}/forslag/nytt", SignedIn),
        new("page", "/mina/forslag", SignedIn),
        new("page", "/forslag/utkast/{id:guid}", SignedIn),
        new("page", "/forslag/utkast/{id:guid}/bilagor", SignedIn),
        new("page", "/forslag/medforfattare/{id:guid}", SignedIn),
        new("GET", "/forslag/bilagor/{id:guid}", SignedIn),
        new("page", "/forslag/{number:int}", SignedIn),
        new("page", "/forslag/{number:int}/beslut", SignedIn),
        new("page", "/forslag/{number:int}/plan", SignedIn),
        new("page", "/forslag/{number:int}/genomforande", SignedIn),
        new("page", "/forslag/{number:int}/komplettering", SignedIn),
        new("page", "/forslag/{number:int}/lamna-over", SignedIn),
        new("page", "/forslag/{number:int}/sekretess", SignedIn),
        new("page", "/forslag/{number:int}/aterkalla", SignedIn),
        new("page", "/forslag/{number:int}/andra-beslut", SignedIn),
        new("page", "/forslag/{number:int}/innovation", SignedIn),
        new("page", "/forslag/{number:int}/sla-samman", SignedIn),
        new("page", "/forslag/{number:int}/ta-isar", SignedIn),
        new("POST", "/api/v1/proposals/", SignedIn),
        new("GET", "/api/v1/proposals/{number:int}", SignedIn),
        new("GET", "/api/v1/proposals/{number:int}/timeline", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/decision", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/support", SignedIn),
        new("DELETE", "/api/v1/proposals/{number:int}/support", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/follow", SignedIn),
        new("DELETE", "/api/v1/proposals/{number:int}/follow", SignedIn),
        new("GET", "/api/v1/proposals/{number:int}/comments", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/comments", SignedIn),
        new("PUT", "/api/v1/proposals/{number:int}/comments/{id:guid}", SignedIn),
        new("DELETE", "/api/v1/proposals/{number:int}/comments/{id:guid}", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/comments/{id:guid}/hide", SignedIn),
        new("DELETE", "/api/v1/proposals/{number:int}/comments/{id:guid}/hide", SignedIn),
        new("GET", "/api/v1/proposals/{number:int}/notes", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/notes", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/question", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/review", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/answer", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/withdraw", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/undo", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/innovation", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/merge", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/unmerge", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/hand-over", SignedIn),
        new("POST", "/api/v1/proposals/{number:int}/secrecy", SignedIn),

        // Idea bank
        new("page", "/idebank", SignedIn),
        new("page", "/forslag/{number:int}/liknande", SignedIn),
        new("page", "/admin/sokindex", [Administrator]),
        new("page", "/admin/synonymer", [CentralIdeaCoach, Administrator]),
        new("page", "/admin/sokningar", [CentralIdeaCoach, Administrator]),
        new("page", "/mina/sokningar/{id:guid?}", SignedIn),
        new("GET", "/api/v1/saved-searches/", SignedIn),
        new("POST", "/api/v1/saved-searches/", SignedIn),
        new("DELETE", "/api/v1/saved-searches/{id:guid}", SignedIn),
        new("GET", "/api/v1/search/", Anyone),
        new("GET", "/api/v1/ideas/", SignedIn),
        new("GET", "/api/v1/ideas/suggest", SignedIn),
        new("GET", "/api/v1/ideas/similar", SignedIn),

        // Good examples
        new("page", "/goda-exempel", Anyone),
        new("page", "/goda-exempel/{slug}", Anyone),
        new("GET", "/goda-exempel/feed.atom", Anyone),
        new("page", "/goda-exempel/nytt", Tellers),
        new("page", "/admin/goda-exempel", Tellers),
        new("page", "/goda-exempel/{slug}/redigera", Tellers),
        new("GET", "/api/v1/good-examples/", Anyone),
        new("GET", "/api/v1/good-examples/{slug}", Anyone),

        // Waivers
        new("page", "/forslag/{number:int}/friskrivning/{id:guid?}", SignedIn),
        new("page", "/admin/friskrivning", [CentralIdeaCoach, Administrator]),
        new("page", "/admin/friskrivning/version/{number:int}", [CentralIdeaCoach, Administrator]),
        new("page", "/admin/friskrivning/ny-version", Administrators),

        // Notifications
        new("page", "/notiser", SignedIn),
        new("page", "/notiser/installningar", SignedIn),
        new("page", "/admin/brev", Administrators),
        new("page", "/dev/brev/{id:guid?}", Anyone),

        // Statistics
        new("page", "/statistik", SignedIn),
        new("GET", "/api/v1/statistics/", SignedIn),
    ];
}
