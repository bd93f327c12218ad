using System.Net;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqlitePageTests(SqliteHost host) : PageTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresPageTests(PostgresHost host) : PageTests(host), IClassFixture<PostgresHost>;

public abstract class PageTests(TestHost host)
{
    [Fact]
    public async Task The_inbox_shows_what_waits_overdue_first_within_eight_statements()
    {
        using var chief = await host.SignInAsync("chef");

        var inbox = await chief.GetPageAsync("/mina/arenden");

        inbox.Heading.ShouldBe("Mina ärenden");
        inbox.TextOf("main h2").ShouldBe("Försenade");
        inbox.Links.ShouldContain(l => l.EndsWith("/beslut", StringComparison.Ordinal));
        inbox.Statements.Count.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public async Task The_inbox_shows_what_is_late_or_waits_for_oneself_when_asked()
    {
        using var coach = await host.SignInAsync("central-idelots");
        var all = await IdsAsync(coach, "");
        var (mine, byRole) = (await IdsAsync(coach, "?for=mig"), await IdsAsync(coach, "?for=roll"));
        mine.Concat(byRole).ShouldBe(all, ignoreOrder: true);
        mine.Intersect(byRole).ShouldBeEmpty();
        (await IdsAsync(coach, "?for=vem&nar=aldrig")).ShouldBe(all, "what is not known is no choice");

        using var chief = await host.SignInAsync("chef");
        var whole = await chief.GetPageAsync("/mina/arenden");
        var late = await chief.GetPageAsync("/mina/arenden?nar=sent");
        late.Document.QuerySelectorAll("main section:has(input[name=val]) h2").Select(h => h.TextContent).ShouldBe(["Försenade"]);
        Ids(late).ShouldBe(Ids(whole, "section:first-of-type "));
        (await IdsAsync(chief, "?nar=sent")).Except(await IdsAsync(chief, "?nar=veckan")).ShouldBeEmpty("what is late is due before the week is over");
        late.Statements.Count.ShouldBeLessThanOrEqualTo(8);

        using var leader = await host.SignInAsync("ledning");
        (await leader.GetPageAsync("/mina/arenden?nar=sent")).Text.ShouldContain("Inget ärende passar urvalet");

        static List<string?> Ids(Page page, string where = "") => [.. page.Document.QuerySelectorAll($"main {where}input[name=val]").Select(i => i.GetAttribute("value"))];

        static async Task<List<string?>> IdsAsync(Visitor person, string query) => [.. (await person.GetPageAsync($"/mina/arenden{query}")).Document
            .QuerySelectorAll("main section:not([aria-labelledby=bevakar]) h3 a").Select(a => a.GetAttribute("href"))];
    }

    [Fact]
    public async Task The_inbox_says_by_which_day_the_author_shall_have_a_first_answer_until_there_is_one()
    {
        using var author = await host.SignInAsync("medarbetare");
        using var sent = await author.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "Väntar på svar", problem = "P", solution = "S" });
        var number = sent.Headers.Location!.OriginalString.Split('/')[^1];
        using var chief = await host.SignInAsync("chef");
        (await LineAsync(chief)).ShouldContain("Första svar senast ");
        (await GroupAsync(chief)).ShouldNotBe("Försenade");
        var clock = host.Clock.NowUtc;
        host.Clock.Advance(TimeSpan.FromDays(10));
        (await LineAsync(chief)).ShouldContain("Första svaret skulle ha kommit ");
        (await GroupAsync(chief)).ShouldBe("Försenade", "though the decision has time yet");
        var late = await OverdueAsync(chief);
        using (var said = await chief.SendJsonAsync(HttpMethod.Post, $"/api/v1/proposals/{number}/comments", new { text = "Vi tittar på det.", official = true }))
        {
            said.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        (await GroupAsync(chief)).ShouldNotBe("Försenade");
        (await OverdueAsync(chief)).ShouldBe(late - 1);
        host.Clock.Advance(clock - host.Clock.NowUtc);

        (await LineAsync(chief)).ShouldNotContain("Första svar");

        static async Task<string> LineAsync(Visitor chief) => (await ItemAsync(chief)).TextContent;

        static async Task<string?> GroupAsync(Visitor chief) => (await ItemAsync(chief)).Closest("section")!.QuerySelector("h2")!.TextContent;

        static async Task<int> OverdueAsync(Visitor chief) =>
            int.Parse((await chief.GetPageAsync("/")).TextOf(".k-due--overdue")!.Split(' ').First(w => w.All(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);

        static async Task<AngleSharp.Dom.IElement> ItemAsync(Visitor chief) =>
            (await chief.GetPageAsync("/mina/arenden")).Document.QuerySelectorAll("main li").Single(li => li.TextContent.Contains("Väntar på svar", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_tasks_go_to_a_colleague_at_once_with_a_reason_and_nobody_else_s_do()
    {
        using var chief = await host.SignInAsync("chef");
        var inbox = await chief.GetPageAsync("/mina/arenden");
        var ids = inbox.Document.QuerySelectorAll("input[name=val]").TakeLast(2).Select(i => i.GetAttribute("value")).ToList();
        ids.Count.ShouldBe(2);
        var chosen = $"/mina/arenden/lamna-over?val={ids[0]}&val={ids[1]}";
        using var other = await host.SignInAsync("medarbetare");
        (await other.GetPageAsync(chosen)).Text.ShouldContain("Inga ärenden är valda");

        var page = await chief.GetPageAsync(chosen);
        page.Text.ShouldContain("De här lämnar du över (2)");
        page = await chief.SubmitAsync(page, new() { ["Search"] = "handlaggare" }, form: "main form", button: "button[formaction*=Search]");
        var refused = await chief.SubmitAsync(page, new() { ["To"] = "handlaggare" }, form: "main form", button: "button.btn-primary");
        refused.Text.ShouldContain("Skriv varför.");
        var done = await chief.SubmitAsync(refused, new() { ["To"] = "handlaggare", ["Why"] = "Jag är på semester." }, form: "main form", button: "button.btn-primary");

        done.Text.ShouldContain("Överlämnade: 2.");
        done.Document.QuerySelectorAll("input[name=val]").Select(i => i.GetAttribute("value")).ShouldNotContain(ids[0]);
        using var officer = await host.SignInAsync("handlaggare");
        (await officer.GetPageAsync("/mina/arenden")).Document.QuerySelectorAll("input[name=val]").Select(i => i.GetAttribute("value")).ShouldContain(ids[0]);
    }

    [Fact]
    public async Task The_start_page_says_how_much_waits()
    {
        using var chief = await host.SignInAsync("chef");

        (await chief.GetPageAsync("/")).Text.ShouldContain("Väntar på dig");
    }

    [Fact]
    public async Task One_with_nothing_waiting_is_told_so()
    {
        using var leader = await host.SignInAsync("ledning");

        (await leader.GetPageAsync("/mina/arenden")).Text.ShouldContain("Ingenting väntar på dig");
    }

    [Fact]
    public async Task A_task_with_a_form_leads_to_the_form_and_only_for_the_one_it_waits_for()
    {
        var row = await host.ReadAsync(async db =>
        {
            var rows = db.Set<WaitRow>().Where(w => w.EndedUtc == null && w.Form == "decision" && w.AssigneeName == "Tomas Lindqvist");
            return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstAsync(rows);
        });
        using var chief = await host.SignInAsync("chef");
        using var other = await host.SignInAsync("ledning");

        (await chief.GetPageAsync($"/mina/arenden/{row.Id.Value}")).Path.ShouldEndWith("/beslut");
        (await other.GetPageAsync($"/mina/arenden/{row.Id.Value}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Administrators_read_the_workflow_step_by_step_and_others_do_not()
    {
        using var administrator = await host.SignInAsync("admin");
        using var chief = await host.SignInAsync("chef");

        var types = await administrator.GetPageAsync("/admin/arbetsfloden");
        types.Text.ShouldContain("Standardberedning");
        types.Text.ShouldContain("Inga flöden har stannat");
        types.Text.ShouldContain("Senaste flödet började");
        types.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        (await administrator.GetPageAsync(types.Links.Single(l => l.EndsWith("ordning=senast", StringComparison.Ordinal)))).Text.ShouldContain("Standardberedning");
        var type = await administrator.GetPageAsync(types.Links.Single(l => l.Contains("/arbetsfloden/4", StringComparison.Ordinal)));
        type.Text.ShouldContain("Är förslaget bara för berörda?");
        (await chief.GetPageAsync("/admin/arbetsfloden")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
