using System.Net;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>Two proposals become one and two again, and everything is counted right all the way (S24, R3, S14).</summary>
public abstract class MergeTests(TestHost host)
{
    [Fact]
    public async Task A_proposal_is_found_merged_and_leaves_a_tombstone()
    {
        var one = await host.SubmitAsync("medarbetare", "Fikarum med sovhörna");
        var other = await host.SubmitAsync("medarbetare2", "Vilorum i personalhuset");
        using var manager = await host.SignInAsync("chef");
        var search = await manager.GetPageAsync($"/forslag/{one}/sla-samman?q=vilorum");
        var choose = search.Links.Single(l => l.Contains($"med={other}", StringComparison.Ordinal));
        var confirm = await manager.GetPageAsync(choose);
        confirm.Text.ShouldContain("varje person en gång");
        (await host.ProposalAsync(one)).Status.ShouldBe(ProposalStatus.Assigned, "Looking changes nothing");
        var tombstone = await manager.SubmitAsync(confirm);
        tombstone.Text.ShouldContain("sammanslaget med ett annat");
        tombstone.Links.ShouldContain($"/forslag/{other}");
        (await host.OpenTasksAsync(one)).ShouldBe(0);

        using var author = await host.SignInAsync("medarbetare");
        (await author.GetPageAsync($"/forslag/{other}")).Text.ShouldContain("Ett annat förslag slogs samman hit");
        var followers = await host.InScopeAsync(async services =>
        {
            var audience = (IProposalAudience)services.GetService(typeof(IProposalAudience))!;
            return await audience.FollowersAsync((await host.ProposalAsync(other)).Id, CancellationToken.None);
        });
        followers.ShouldContain((await host.ProposalAsync(one)).AuthorId!.Value, "The author of what was merged hears how it goes");
    }

    [Fact]
    public async Task Supports_count_once_where_the_proposals_have_come_together_and_right_again_apart()
    {
        var one = await host.SubmitAsync("medarbetare", "Cykelpool ett");
        var other = await host.SubmitAsync("medarbetare2", "Cykelpool två");
        await SupportAsync(one, "medarbetare2", "chef", "panel");
        await SupportAsync(other, "chef", "ledning");
        (await host.CallAsync("chef", HttpMethod.Post, $"{one}/merge", new { into = other })).ShouldBe(200);
        (await CountsAsync(one, other)).ShouldBe((0, 3), "Two and two, one of them twice, and the author's own does not count");

        // Taken back where they came together, wherever it was given; and a second time on the other changes nothing.
        await SupportAsync(other, "panel", "ledning");
        (await CountsAsync(one, other)).ShouldBe((0, 3));
        (await host.CallAsync("panel", HttpMethod.Delete, $"{other}/support")).ShouldBe(204);
        (await CountsAsync(one, other)).ShouldBe((0, 2));
        (await host.CallAsync("panel", HttpMethod.Post, $"{one}/support")).ShouldBe(409, "It is over there now");

        (await host.CallAsync("chef", HttpMethod.Post, $"{one}/unmerge", new { why = "Olika saker" })).ShouldBe(200);
        (await CountsAsync(one, other)).ShouldBe((2, 2));
        (await host.OpenTasksAsync(one)).ShouldBe(1, "Somebody decides on it again");
        (await host.ProposalAsync(one)).Status.ShouldBe(ProposalStatus.Assigned);
        (await host.CallAsync("chef", HttpMethod.Post, $"{one}/unmerge", new { why = "Igen" })).ShouldBe(409);
    }

    [Fact]
    public async Task The_bank_counts_the_supports_right_after_the_merge()
    {
        var one = await host.SubmitAsync("medarbetare", "Odlingslåda kvartal");
        var other = await host.SubmitAsync("medarbetare2", "Odlingslåda kontor");
        await SupportAsync(one, "ledning", "panel");
        (await host.CallAsync("chef", HttpMethod.Post, $"{one}/merge", new { into = other })).ShouldBe(200);
        using var reader = await host.SignInAsync("redaktor");
        var found = (await reader.GetJsonAsync("/api/v1/ideas?q=odlingslåda")).GetProperty("items").EnumerateArray().ToList();
        found.ShouldNotContain(i => i.GetProperty("number").GetInt32() == one, "A merged proposal is in the bank no longer");
        found.Single(i => i.GetProperty("number").GetInt32() == other).GetProperty("supports").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Only_those_entitled_merge_and_separate()
    {
        var one = await host.SubmitAsync("medarbetare", "Får ej slås samman");
        var other = await host.SubmitAsync("medarbetare", "Andra som ej får");
        foreach (var person in new[] { "medarbetare", "medarbetare2", "admin", "ledning", "idelots2", "redaktor", "panel", "handlaggare" })
        {
            (await host.CallAsync(person, HttpMethod.Post, $"{one}/merge", new { into = other })).ShouldBe(403, person);
            using var visitor = await host.SignInAsync(person);
            (await visitor.GetPageAsync($"/forslag/{one}/sla-samman")).Status.ShouldBe(HttpStatusCode.Forbidden, person);
        }

        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{one}/merge", new { into = other })).ShouldBe(200);
        foreach (var person in new[] { "medarbetare", "medarbetare2", "admin", "ledning" })
        {
            (await host.CallAsync(person, HttpMethod.Post, $"{one}/unmerge", new { why = "Nej" })).ShouldBe(403, person);
        }
    }

    [Fact]
    public async Task A_circle_of_merges_is_refused_also_at_once()
    {
        var one = await host.SubmitAsync("medarbetare", "Cirkel ett");
        var other = await host.SubmitAsync("medarbetare2", "Cirkel två");
        (await host.CallAsync("chef", HttpMethod.Post, $"{one}/merge", new { into = one })).ShouldBe(400);
        (await host.CallAsync("chef", HttpMethod.Post, $"{one}/merge", new { into = 987654 })).ShouldBe(400);
        var both = await Task.WhenAll(
            host.CallAsync("central-idelots", HttpMethod.Post, $"{one}/merge", new { into = other }),
            host.CallAsync("central-idelots", HttpMethod.Post, $"{other}/merge", new { into = one }));
        both.Count(s => s == 200).ShouldBe(1);
        var merged = new[] { await host.ProposalAsync(one), await host.ProposalAsync(other) };
        merged.Count(p => p.Status == ProposalStatus.Merged).ShouldBe(1);
        (await host.ReadAsync(db => Family.OfAsync(db, merged[0].Id, CancellationToken.None))).Count.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task A_chain_of_merges_counts_at_its_end()
    {
        var numbers = new List<int>();
        foreach (var i in Enumerable.Range(1, 3))
        {
            numbers.Add(await host.SubmitAsync("medarbetare", $"Kedjeförslag {i}"));
        }

        await SupportAsync(numbers[0], "ledning");
        await SupportAsync(numbers[1], "panel", "ledning");
        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{numbers[0]}/merge", new { into = numbers[1] })).ShouldBe(200);
        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{numbers[1]}/merge", new { into = numbers[2] })).ShouldBe(200);
        (await host.ProposalAsync(numbers[2])).Supports.ShouldBe(2);
        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{numbers[1]}/unmerge", new { why = "Isär" })).ShouldBe(200);
        (await CountsAsync(numbers[1], numbers[2])).ShouldBe((2, 0));
    }

    [Fact]
    public async Task What_is_secret_is_not_named_by_a_tombstone()
    {
        var open = await host.SubmitAsync("medarbetare", "Öppet förslag att slå samman");
        var secret = await host.SubmitAsync("medarbetare", "Hemlig kvarkmetod", "Kan gå att patentera");
        using var coach = await host.SignInAsync("central-idelots");
        (await coach.GetPageAsync($"/forslag/{open}/sla-samman?q=kvarkmetod")).Text.ShouldNotContain("Hemlig kvarkmetod");
        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{open}/merge", new { into = secret })).ShouldBe(400);
        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{secret}/merge", new { into = open })).ShouldBe(400);
        (await host.CallAsync("chef", HttpMethod.Post, $"{open}/merge", new { into = 424242 })).ShouldBe(400);
    }

    private async Task SupportAsync(int number, params string[] people)
    {
        foreach (var person in people)
        {
            (await host.CallAsync(person, HttpMethod.Post, $"{number}/support")).ShouldBe(204);
        }
    }

    private async Task<(int One, int Other)> CountsAsync(int one, int other) => ((await host.ProposalAsync(one)).Supports, (await host.ProposalAsync(other)).Supports);
}

public sealed class SqliteMergeTests(SqliteHost host) : MergeTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresMergeTests(PostgresHost host) : MergeTests(host), IClassFixture<PostgresHost>;
