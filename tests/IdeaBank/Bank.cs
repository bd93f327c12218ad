using IntranetInnovation.IdeaBank.Rebuilding;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>The bank by itself: proposals as a test makes them up, put in as the Proposals module would, asked as whoever the test wants.</summary>
internal static class Bank
{
    /// <summary>A proposal and who may see it; everyone when nobody is named.</summary>
    public static ProjectedProposal Proposal(
        int number, string title, string problem = "", string solution = "", string benefit = "", ProposalStatus status = ProposalStatus.Submitted, ProposalSource source = ProposalSource.Staff,
        DepartmentInfo? department = null, string? campaign = null, DateTime? submittedUtc = null, int supports = 0, bool forEveryone = true, UnitInfo? unit = null) => new(
            new(IdOf(number)), number, title, problem, solution, benefit, status, source, (department ?? FewDepartments.All[0]).Id, unit?.Id,
            campaign, null, submittedUtc ?? TestClock.Start.AddHours(-number), supports, forEveryone);

    public static Guid IdOf(int number) => new(number, 0, 7, 1, 2, 3, 4, 5, 6, 7, 8);

    public static async Task PutAsync(this TestHost host, ProjectedProposal proposal, params string[] principals) =>
        (await host.TryPutAsync(proposal, principals, fail: false)).Succeeded.ShouldBeTrue();

    public static Task<Result<Done>> TryPutAsync(this TestHost host, ProjectedProposal proposal, string[] principals, bool fail) =>
        host.TryPutAsync([(proposal, principals.Length > 0 ? principals : [Principal.Everyone])], fail);

    /// <summary>Several in one save.</summary>
    public static Task<Result<Done>> TryPutAsync(this TestHost host, IReadOnlyList<(ProjectedProposal Proposal, string[] Principals)> several, bool fail) => host.InScopeAsync(services =>
    {
        var db = services.GetRequiredService<AppDb>();
        return db.TransactAsync(async ct =>
        {
            foreach (var (proposal, principals) in several)
            {
                await db.Database.ExecuteSqlAsync($"DELETE FROM proposals_access WHERE proposal_id = {proposal.Id.Value}", ct);
                foreach (var principal in principals)
                {
                    await db.Database.ExecuteSqlAsync($"INSERT INTO proposals_access (proposal_id, principal) VALUES ({proposal.Id.Value}, {principal})", ct);
                }
            }

            await services.GetServices<IProposalProjection>().OfType<IdeaIndex>().Single().ProjectAsync([.. several.Select(s => s.Proposal)], ct);
            return fail ? new Problem("Kernel.Conflict") : Done.Ok;
        });
    });

    /// <summary>Empties the bank.</summary>
    public static Task<Result<Done>> ClearAsync(this TestHost host) => host.ReadAsync(async db =>
    {
        await db.Database.ExecuteSqlAsync($"DELETE FROM proposals_access");
        return await db.TransactAsync<Done>(async ct =>
        {
            await Rebuild.EmptyAsync(db, ct);
            return Done.Ok;
        });
    });

    /// <summary>Asks as a viewer; a person with no role when none is given.</summary>
    public static async Task<T> AskAsync<T>(this TestHost host, Func<IdeaSearch, AppDb, Task<T>> ask, Viewer? viewer = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(viewer ?? Anyone);
        return await ask(scope.ServiceProvider.GetRequiredService<IdeaSearch>(), scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    public static Task<IdeaResults> FindAsync(this TestHost host, string text, Viewer? viewer = null, IdeaQuery? query = null) =>
        host.AskAsync((search, _) => search.FindAsync((query ?? new()) with { Text = text }, CancellationToken.None), viewer);

    public static async Task<int[]> NumbersAsync(this TestHost host, string text, Viewer? viewer = null) => [.. (await host.FindAsync(text, viewer)).Items.Select(i => i.Number)];

    public static Viewer Anyone { get; } = Viewer.Person(new Guid("01900000-0000-7000-8000-000000000001"), "Anyone", []);

    public static Viewer Person(int n, params RoleGrant[] grants) => Viewer.Person(new Guid(n, 1, 7, 1, 1, 1, 1, 1, 1, 1, 1), $"Person {n}", grants);

    /// <summary>Term counts as they should be: from the texts of what everyone may see.</summary>
    public static async Task<(Dictionary<string, int> Terms, long Documents)> CountsAsync(this TestHost host)
    {
        var sql = new Sql();
        var terms = await host.ReadAsync(db => sql.ReadAsync(db, "SELECT term, documents FROM ideabank_term", r => (r.DbDataReader.GetString(0), r.DbDataReader.GetInt32(1)), CancellationToken.None));
        var stats = await host.ReadAsync(db => sql.ReadAsync(db, "SELECT documents FROM ideabank_stats", r => r.DbDataReader.GetInt64(0), CancellationToken.None));
        return (terms.ToDictionary(t => t.Item1, t => t.Item2), stats.Single());
    }
}

/// <summary>Three departments of one unit each, and one with the units of the judged proposals, so that no test depends on the demo's.</summary>
internal sealed class FewDepartments : IOrganisation
{
    public static IReadOnlyList<DepartmentInfo> All { get; } = [.. new[] { "skola", "vard", "teknik" }.Select((slug, i) =>
    {
        var id = new DepartmentId(new Guid(i + 1, 3, 7, 1, 1, 1, 1, 1, 1, 1, 1));
        return new DepartmentInfo(id, slug, $"Department {slug}", "Board", [new UnitInfo(new(new Guid(i + 1, 4, 7, 1, 1, 1, 1, 1, 1, 1, 1)), id, $"{slug}-unit", $"Unit of {slug}")]);
    })];

    /// <summary>The units named in proposals.jsonl, when it is there.</summary>
    public static DepartmentInfo Judged { get; } = ReadJudged();

    public Task<IReadOnlyList<DepartmentInfo>> DepartmentsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<DepartmentInfo>>([.. All, Judged]);

    public Task<IReadOnlyList<GoalInfo>> GoalsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<GoalInfo>>([]);

    public Task<PersonInfo?> PersonAsync(PersonId id, CancellationToken ct) => Task.FromResult<PersonInfo?>(null);

    public Task<PersonInfo?> PersonAsync(string userName, CancellationToken ct) => Task.FromResult<PersonInfo?>(null);

    public Task<IReadOnlyDictionary<PersonId, PersonInfo>> PeopleAsync(IReadOnlyCollection<PersonId> ids, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<PersonId, PersonInfo>>(new Dictionary<PersonId, PersonInfo>());

    public Task<IReadOnlyList<PersonInfo>> PeopleNamedAsync(IReadOnlyCollection<string> userNames, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<PersonInfo>>([]);

    public Task<IReadOnlyList<PersonInfo>> HoldersAsync(string role, Guid? scope, CancellationToken ct) => Task.FromResult<IReadOnlyList<PersonInfo>>([]);

    public Task<IReadOnlyList<RoleGrant>> GrantsAsync(PersonId id, CancellationToken ct) => Task.FromResult<IReadOnlyList<RoleGrant>>([]);

    public Task<IReadOnlyList<HeadCountInfo>> HeadCountsAsync(DateOnly day, CancellationToken ct) => Task.FromResult<IReadOnlyList<HeadCountInfo>>([]);

    public Task<IReadOnlyList<IndicatorGoalInfo>> IndicatorGoalsAsync(int year, CancellationToken ct) => Task.FromResult<IReadOnlyList<IndicatorGoalInfo>>([]);

    private static DepartmentInfo ReadJudged()
    {
        var id = new DepartmentId(new Guid(9, 3, 7, 1, 1, 1, 1, 1, 1, 1, 1));
        var names = SharedData.Find("proposals.jsonl") is { } path
            ? File.ReadLines(path).Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("unit").GetString()).OfType<string>().Distinct()
            : [];
        return new(id, "judged", "Judged", "Board", [.. names.Select((name, i) => new UnitInfo(new(new Guid(i + 1, 5, 7, 1, 1, 1, 1, 1, 1, 1, 1)), id, $"unit-{i}", name))]);
    }
}

public sealed class SqliteBank : EmptySqliteHost
{
    protected override void Configure(IWebHostBuilder builder) => builder.ConfigureTestServices(s => s.AddScoped<IOrganisation, FewDepartments>());
}

public sealed class PostgresBank : EmptyPostgresHost
{
    protected override void Configure(IWebHostBuilder builder) => builder.ConfigureTestServices(s => s.AddScoped<IOrganisation, FewDepartments>());
}
