using System.Text;
using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Security.Tests;

public sealed partial class RouteTableTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    /// <summary>Somebody of the demonstration who holds the role, and nothing else but Staff.</summary>
    private static readonly IReadOnlyDictionary<string, string> People = new Dictionary<string, string>
    {
        [Roles.Staff] = "medarbetare",
        [Roles.UnitManager] = "chef",
        [Roles.CaseOfficer] = "handlaggare",
        [Roles.IdeaCoach] = "idelots",
        [Roles.CentralIdeaCoach] = "central-idelots",
        [Roles.PanelMember] = "panel",
        [Roles.Editor] = "redaktor",
        [Roles.Leader] = "ledning",
        [Roles.Administrator] = "admin",
    };

    // Shows what went wrong with any request; and the developers' tools, which answer this computer alone.
    private static readonly IReadOnlyList<string> TakesNoToken = ["/fel/{code:int}", "/dev/klocka", "/dev/sign-in"];

    [Fact]
    public async Task Every_endpoint_stands_in_the_table_and_the_table_has_no_other()
    {
        var there = (await Routes.AllAsync(host.Services)).Select(Key).ToHashSet();
        there.ShouldNotContain(Key(new RouteRow("GET", "/not/there", [])), "The rule cannot fail");

        var listed = RouteTable.Rows.Select(Key).ToList();
        listed.ShouldBeUnique();
        there.Except(listed).ShouldBeEmpty("Add each as a line of tests/Security/RouteTable.cs, saying who gets in");
        listed.Except(there).ShouldBeEmpty("These are gone: take their lines out of tests/Security/RouteTable.cs");
    }

    [Fact]
    public async Task Every_role_gets_in_where_the_table_says_and_nowhere_else()
    {
        People.Keys.ShouldBe(Roles.All, ignoreOrder: true);
        var faults = new List<string>();
        using (var nobody = host.Visit())
        {
            await WalkAsync(nobody, RouteTable.Nobody, faults);
        }

        foreach (var (role, person) in People)
        {
            using var visitor = await host.SignInAsync(person);
            await WalkAsync(visitor, role, faults);
        }

        Summary.Of(faults).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_posted_without_what_only_our_own_pages_can_send()
    {
        var faults = new List<string>();
        foreach (var rows in RouteTable.Rows.Where(r => r.Posts.Count > 0 && !TakesNoToken.Contains(r.Pattern)).GroupBy(r => r.Posts.Contains(Roles.Administrator) ? Roles.Administrator : r.Posts[0]))
        {
            using var visitor = rows.Key == RouteTable.Nobody ? host.Visit() : await host.SignInAsync(People[rows.Key]);
            foreach (var row in rows)
            {
                var isApi = row.Pattern.StartsWith("/api/", StringComparison.Ordinal);
                foreach (var method in row.Methods == "page" ? ["POST"] : row.Methods.Split(' ').Except(["GET", "HEAD"]))
                {
                    using var request = Request(method, row.Pattern);
                    request.Headers.Remove(Guard.Header);
                    using var answer = await visitor.SendAsync(request);
                    if ((int)answer.StatusCode != 400 || (isApi && !(await answer.Content.ReadAsStringAsync()).Contains(Guard.Header, StringComparison.Ordinal)))
                    {
                        faults.Add($"{method} {row.Pattern} as {rows.Key}: {(int)answer.StatusCode}");
                    }
                }
            }
        }

        Summary.Of(faults).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_demonstration_person_has_the_one_role_that_they_stand_for()
    {
        foreach (var (role, person) in People)
        {
            var grants = await host.InScopeAsync(async services =>
            {
                var organisation = (Organisation.Contracts.IOrganisation)services.GetService(typeof(Organisation.Contracts.IOrganisation))!;
                return await organisation.GrantsAsync((await organisation.PersonAsync(person, default))!.Id, default);
            });
            grants.Select(g => g.Role).Where(r => r != Roles.Staff).ShouldBe(role == Roles.Staff ? [] : [role], person);
        }
    }

    private static async Task WalkAsync(Visitor visitor, string role, List<string> faults)
    {
        foreach (var row in RouteTable.Rows)
        {
            foreach (var method in row.Methods == "page" ? ["GET", "POST"] : row.Methods.Split(' '))
            {
                using var request = Request(method, row.Pattern);
                using var answer = await visitor.SendAsync(request);
                var status = (int)answer.StatusCode;
                var isIn = status is not (401 or 403) && answer.Headers.Location?.OriginalString.Contains("/logga-in?", StringComparison.Ordinal) != true;
                if (isIn != (method == "POST" ? row.Posts : row.Who).Contains(role) || status >= 500)
                {
                    faults.Add($"{method} {row.Pattern} as {role}: {status}");
                }
            }
        }
    }

    // No token and no body: whoever gets in is answered 400 or 404 at most, and nothing is changed on the way.
    private static HttpRequestMessage Request(string method, string pattern)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), Example(pattern));
        if (method is not ("GET" or "HEAD"))
        {
            request.Headers.Add(Guard.Header, "1");
            request.Content = pattern.StartsWith("/api/", StringComparison.Ordinal)
                ? new StringContent("{}", Encoding.UTF8, "application/json")
                : new FormUrlEncodedContent([new("x", "y")]);
        }

        return request;
    }

    // Ids of nothing that exists: whether one may touch a certain thing is tested where the thing is.
    private static string Example(string pattern) => Parameter().Replace(pattern, p => p.Value switch
    {
        var optional when optional.Contains('?', StringComparison.Ordinal) => "",
        var number when number.Contains(":int", StringComparison.Ordinal) || number.Contains(":long", StringComparison.Ordinal) => "2147483000",
        var id when id.Contains(":guid", StringComparison.Ordinal) => "019a0000-0000-7000-8000-00000000ffff",
        "{documentName}" => "v1",
        _ => "x",
    });

    private static string Key(Route route) => $"{(route.IsPage ? "page" : route.Methods.Count == 0 ? "GET" : string.Join(' ', route.Methods.Order(StringComparer.Ordinal)))} {route.Pattern}";

    private static string Key(RouteRow row) => $"{row.Methods} {row.Pattern}";

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
