using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>Random proposals and random people: what the bank answers is what remains of everything when one takes away, in memory, what the person may not see.</summary>
public abstract class VisibilityTests(TestHost host)
{
    private const int Proposals = 120;

    private static readonly string[] Vocabulary = ["skola", "cykel", "bibliotek", "vård", "lekplats", "måltid", "buss", "hemtjänst", "simhall", "energi"];
    private static readonly ProposalStatus[] Shown = [ProposalStatus.Submitted, ProposalStatus.Assigned, ProposalStatus.UnderReview, ProposalStatus.Approved, ProposalStatus.Rejected, ProposalStatus.Implemented];

    private readonly Random random = new(20260302);
    private readonly Dictionary<int, string[]> access = [];

    [Fact]
    public async Task Nobody_meets_a_trace_of_what_they_may_not_see()
    {
        await host.ClearAsync();
        Viewer[] people = [Bank.Person(1), Bank.Person(2, new RoleGrant(Roles.CaseOfficer, FewDepartments.All[1].Id.Value)), Bank.Person(3, new RoleGrant(Roles.CentralIdeaCoach)), Viewer.Anonymous];
        for (var number = 1; number <= Proposals; number++)
        {
            await PutRandomAsync(number, people);
        }

        foreach (var query in Queries())
        {
            var all = await AllAsync(query, Viewer.System("test"));
            foreach (var person in people)
            {
                var may = all.Where(i => access[i.Number].Any(person.Principals.Contains)).ToList();
                var found = await host.FindAsync(query.Text, person, query with { Size = IdeaQuery.MaxSize });
                found.Items.Select(i => i.Number).ShouldBe(may.Take(IdeaQuery.MaxSize).Select(i => i.Number), $"{person.Name}: {query.Text} {query.Sort}");
                found.Total.ShouldBe(may.Count);
                foreach (var facet in new[] { "department", "campaign", "status" }.Where(f => !query.Chosen.ContainsKey(f)))
                {
                    var counts = may.GroupBy(i => facet switch { "department" => i.Department, "campaign" => i.Campaign, _ => i.Status }).Where(g => g.Key is not null);
                    found.Facets[facet].ToDictionary(v => v.Value, v => (int)v.Count).ShouldBe(counts.ToDictionary(g => g.Key!, g => g.Count()), ignoreOrder: true);
                }
            }
        }

        foreach (var person in people)
        {
            var similar = await host.AskAsync((search, _) => search.SimilarAsync("skola cykel bibliotek", "vård lekplats", 500, CancellationToken.None), person);
            var system = await host.AskAsync((search, _) => search.SimilarAsync("skola cykel bibliotek", "vård lekplats", 500, CancellationToken.None), Viewer.System("test"));
            similar.Select(s => s.Idea.Number).ShouldBe(system.Select(s => s.Idea.Number).Where(n => access[n].Any(person.Principals.Contains)));
            (await host.AskAsync((search, _) => search.CountAsync("campaign", "var", CancellationToken.None), person))
                .ShouldBe((await AllAsync(new(), Viewer.System("test"))).Count(i => i.Campaign == "var" && access[i.Number].Any(person.Principals.Contains)));
        }
    }

    private async Task PutRandomAsync(int number, Viewer[] people)
    {
        var open = random.Next(3) > 0;
        var gone = random.Next(10) == 0;
        string[] principals = open
            ? [Principal.Everyone]
            : [Principal.Person(people[random.Next(2)].PersonId!.Value), .. random.Next(2) == 0 ? (string[])[Principal.Role(Roles.CaseOfficer, FewDepartments.All[1].Id.Value)] : []];
        access[number] = principals;
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));
        await host.PutAsync(
            Bank.Proposal(
                number, Words(2), Words(6), Words(4), status: gone ? ProposalStatus.Withdrawn : Shown[random.Next(Shown.Length)], department: FewDepartments.All[random.Next(3)],
                campaign: random.Next(2) == 0 ? "var" : null, supports: random.Next(5), forEveryone: open),
            principals);
    }

    private IEnumerable<IdeaQuery> Queries()
    {
        yield return new();
        yield return new() { Text = "skola", Sort = IdeaSort.Newest };
        for (var i = 0; i < 12; i++)
        {
            var query = new IdeaQuery { Text = $"{Vocabulary[random.Next(Vocabulary.Length)]} {Vocabulary[random.Next(Vocabulary.Length)]}", Sort = (IdeaSort)random.Next(3) };
            yield return i % 3 == 0 ? query with { Chosen = new Dictionary<string, IReadOnlyList<string>> { ["department"] = ["vard", "skola"] } } : query;
        }
    }

    private async Task<List<Idea>> AllAsync(IdeaQuery query, Viewer viewer)
    {
        var all = new List<Idea>();
        Cursor? after = null;
        do
        {
            var page = await host.FindAsync(query.Text, viewer, query with { Size = IdeaQuery.MaxSize, After = after });
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}

public sealed class SqliteVisibilityTests(SqliteBank host) : VisibilityTests(host), IClassFixture<SqliteBank>;

public sealed class PostgresVisibilityTests(PostgresBank host) : VisibilityTests(host), IClassFixture<PostgresBank>;
