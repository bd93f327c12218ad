using System.Net;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>The whole line through the real host, without a browser: propose, routed, decided, planned, implemented.</summary>
public abstract class TheLineTests(TestHost host)
{
    [Fact]
    public async Task A_proposal_on_a_campaign_is_routed_decided_planned_and_implemented()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var number = await SubmitAsync(staff, "Kortare kö till skolmatsalen", "/kampanjer/en-skola-for-alla/forslag/nytt");
        var mine = await staff.GetPageAsync($"/forslag/{number}");
        mine.Text.ShouldContain("Tilldelat");
        mine.Text.ShouldContain("En skola för alla");

        using var manager = await host.SignInAsync("chef");
        (await manager.GetPageAsync("/mina/arenden")).Text.ShouldContain("Kortare kö till skolmatsalen");
        var form = await manager.GetPageAsync($"/forslag/{number}/beslut");
        var refused = await manager.SubmitAsync(form, new() { ["Input.Outcome"] = "approved", ["Input.Motivation"] = "" });
        refused.Text.ShouldContain("Skriv en motivering");
        var decided = await manager.SubmitAsync(refused, new() { ["Input.Outcome"] = "approved", ["Input.Motivation"] = "Det gör vi direkt." });
        decided.Text.ShouldContain("Godkänt");
        decided.Text.ShouldContain("Det gör vi direkt.");

        var plan = await manager.GetPageAsync($"/forslag/{number}/plan");
        var started = await manager.SubmitAsync(plan, new() { ["Input.Owner"] = "handlaggare", ["Input.Due"] = "2026-06-01" });
        started.Text.ShouldContain("Genomförs");

        using var officer = await host.SignInAsync("handlaggare");
        var done = await officer.SubmitAsync(await officer.GetPageAsync($"/forslag/{number}/genomforande"), new() { ["Input.Effect"] = "Kön är halverad." });
        done.Text.ShouldContain("Genomfört");
        done.Text.ShouldContain("Kön är halverad.");
        (await officer.GetPageAsync($"/forslag/{number}/genomforande")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_failed_validation_keeps_every_value()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        var answer = await staff.SubmitAsync(form, new()
        {
            ["Input.Title"] = new string('x', 121), ["Input.Problem"] = "Å <b>ä</b> ö", ["Input.Solution"] = "", ["Input.Benefit"] = "Nytta", ["Input.Confidential"] = "true",
            ["Input.Campaign"] = "centrumvision",
        });
        answer.ValueOf("Input.Title").ShouldBe(new string('x', 121));
        answer.ValueOf("Input.Problem").ShouldBe("Å <b>ä</b> ö");
        answer.ValueOf("Input.Benefit").ShouldBe("Nytta");
        answer.ValueOf("Input.Campaign").ShouldBe("centrumvision");
        answer.Document.QuerySelector("input[name='Input.Confidential']")!.HasAttribute("checked").ShouldBeTrue();
        answer.Text.ShouldContain("Beskriv vad du föreslår.");
        answer.Text.ShouldContain("högst 120 tecken");
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_proposal()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        var values = new Dictionary<string, string?> { ["Input.Title"] = "Dubbelklick", ["Input.Problem"] = "p", ["Input.Solution"] = "l" };
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => staff.SubmitAsync(form, values)));
        both.Select(b => b.Path).Distinct().ShouldHaveSingleItem();
        (await host.ReadAsync(db => db.Set<Proposal>().CountAsync(p => p.Title == "Dubbelklick"))).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_decides_but_the_one_who_was_asked()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var number = await SubmitAsync(staff, "Bara chefen bestämmer");
        foreach (var other in new[] { "medarbetare", "admin", "idelots2", "ledning" })
        {
            using var visitor = await host.SignInAsync(other);
            (await visitor.GetPageAsync($"/forslag/{number}/beslut")).Status.ShouldBe(HttpStatusCode.Forbidden);
            using var call = await visitor.SendJsonAsync(HttpMethod.Post, $"/api/v1/proposals/{number}/decision", new { outcome = "approved", motivation = "Ja" });
            call.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await host.ReadAsync(db => db.Set<Proposal>().SingleAsync(p => p.Number == number))).Status.ShouldBe(ProposalStatus.Assigned);
    }

    [Fact]
    public async Task Two_decisions_at_once_are_one_decision_and_the_other_is_told()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var number = await SubmitAsync(staff, "Två på en gång");
        using var manager = await host.SignInAsync("chef");
        var answers = await Task.WhenAll(
            manager.SendJsonAsync(HttpMethod.Post, $"/api/v1/proposals/{number}/decision", new { outcome = "approved", motivation = "Ja" }),
            manager.SendJsonAsync(HttpMethod.Post, $"/api/v1/proposals/{number}/decision", new { outcome = "rejected", motivation = "Nej", reason = "other" }));
        answers.Select(a => a.StatusCode).OrderBy(s => s).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
        var decisions = await host.ReadAsync(db => db.Set<TimelineEntry>()
            .CountAsync(e => db.Set<Proposal>().Any(p => p.Id == e.ProposalId && p.Number == number) && (e.Kind == TimelineKind.Approved || e.Kind == TimelineKind.Rejected)));
        decisions.ShouldBe(1);
    }

    [Fact]
    public async Task A_draft_is_kept_taken_up_and_handed_in()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        var mine = await staff.SubmitAsync(form, new() { ["Input.Title"] = "Halvfärdig tanke" }, button: "button[value=utkast]");
        mine.Text.ShouldContain("Utkastet är sparat");
        var link = mine.Document.QuerySelectorAll("main a").Single(a => a.TextContent.Contains("Halvfärdig tanke")).GetAttribute("href")!;
        using var other = await host.SignInAsync("chef");
        (await other.GetPageAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);

        var taken = await staff.GetPageAsync(link);
        taken.ValueOf("Input.Title").ShouldBe("Halvfärdig tanke");
        var sent = await staff.SubmitAsync(taken, new() { ["Input.Problem"] = "p", ["Input.Solution"] = "l" }, button: "button[value=lamna]");
        sent.Text.ShouldContain("Tack!");
    }

    [Fact]
    public async Task Posting_what_one_may_not_set_changes_nothing_of_it()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        var sent = await staff.SubmitAsync(form, new()
        {
            ["Input.Title"] = "Överpostat", ["Input.Problem"] = "p", ["Input.Solution"] = "l", ["Input.Status"] = "Implemented", ["Input.AuthorName"] = "Någon annan",
            ["Status"] = "Implemented", ["Proposal.Status"] = "Implemented", ["Input.Number"] = "99999", ["Input.Supports"] = "500",
        });
        sent.Status.ShouldBe(HttpStatusCode.OK);
        var saved = await host.ReadAsync(db => db.Set<Proposal>().SingleAsync(p => p.Title == "Överpostat"));
        (saved.Status, saved.Supports, saved.AuthorName).ShouldNotBe((ProposalStatus.Implemented, 500, "Någon annan"));
        saved.Number.ShouldBeLessThan(99999);
    }

    [Fact]
    public async Task Fifty_supports_at_once_by_one_person_are_at_most_one()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var number = await SubmitAsync(staff, "Alla gillar det");
        using var other = await host.SignInAsync("medarbetare2");
        var page = await other.GetPageAsync($"/forslag/{number}");
        await Task.WhenAll(Enumerable.Range(0, 51).Select(_ => other.SubmitAsync(page, form: "#stod form")));
        var (rows, count) = await host.ReadAsync(async db =>
        {
            var p = await db.Set<Proposal>().SingleAsync(x => x.Number == number);
            return (await db.Set<Support>().CountAsync(s => s.ProposalId == p.Id), p.Supports);
        });
        rows.ShouldBeLessThanOrEqualTo(1);
        count.ShouldBe(rows);
    }

    [Fact]
    public async Task The_pages_of_the_line_need_few_statements()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var number = await SubmitAsync(staff, "Få frågor");
        await staff.GetPageAsync("/"); // What changes once a year is read once in a while, not at each visit.
        foreach (var path in new[] { "/forslag/nytt", $"/forslag/{number}", "/mina/forslag", "/" })
        {
            var page = await staff.GetPageAsync(path);
            page.Statements.Count.ShouldBeLessThanOrEqualTo(8, $"{path}:\n{string.Join("\n\n", page.Statements)}");
        }
    }

    private static async Task<int> SubmitAsync(Visitor visitor, string title, string path = "/forslag/nytt")
    {
        var form = await visitor.GetPageAsync(path);
        var sent = await visitor.SubmitAsync(form, new() { ["Input.Title"] = title, ["Input.Problem"] = "Det tar för lång tid.", ["Input.Solution"] = "Gör så här." });
        sent.Text.ShouldContain("Tack!");
        return int.Parse(sent.Path.Split('/')[2].Split('?')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}

public sealed class SqliteTheLineTests(SqliteHost host) : TheLineTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresTheLineTests(PostgresHost host) : TheLineTests(host), IClassFixture<PostgresHost>;
