using System.Net;
using System.Text.Json;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>The form beyond its texts: the campaign's questions, those who write together, those who register for others, drafts that save themselves, and bad input.</summary>
public abstract class FormTests(TestHost host)
{
    private const string Scale = "Input.Answers[hur-ofta]";
    private const string Place = "Input.Answers[plats]";
    private const string Hand = "button.btn-lg[value=lamna]";

    [Fact]
    public async Task The_campaign_s_questions_are_asked_kept_and_shown_with_their_words_of_that_time()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/kampanjer/centrumvision/forslag/nytt");
        form.Text.ShouldContain("Vilken plats gäller förslaget?");
        var refused = await staff.SubmitAsync(form, Filled("Bänkar", new() { [Scale] = "4" }));
        refused.Text.ShouldContain("Svara på frågan ”Vilken plats gäller förslaget?”");
        refused.Document.QuerySelector($"input[name='{Scale}'][value='4']")!.HasAttribute("checked").ShouldBeTrue("What was answered is kept");

        var sent = await staff.SubmitAsync(refused, new() { [Place] = "Stora torget" });
        sent.Text.ShouldContain("Stora torget");
        sent.Text.ShouldContain("4 av 5");
        var api = await staff.GetJsonAsync($"/api/v1/proposals/{Number(sent)}");
        api.GetProperty("answers").GetProperty("plats").GetString().ShouldBe("Stora torget");
    }

    [Fact]
    public async Task An_answer_that_no_question_has_is_refused()
    {
        using var staff = await host.SignInAsync("medarbetare");
        foreach (var (answers, wrong) in new (object, string)[]
        {
            (new { plats = "Torget", annat = "x" }, "Answers[annat]"), (new { plats = "Torget", hurofta = 3 }, "Answers[hurofta]"),
            (new Dictionary<string, object> { ["plats"] = "Torget", ["hur-ofta"] = 6 }, "Answers[hur-ofta]"),
            (new Dictionary<string, object> { ["plats"] = "Torget", ["din-roll"] = "Kung" }, "Answers[din-roll]"), (new { }, "Answers[plats]"),
        })
        {
            using var answer = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "Fel svar", problem = "p", solution = "l", campaign = "centrumvision", answers });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain(wrong);
        }

        using var right = await staff.SendJsonAsync(
            HttpMethod.Post, "/api/v1/proposals",
            new { title = "Rätt svar", problem = "p", solution = "l", campaign = "centrumvision", answers = new Dictionary<string, object> { ["plats"] = "Torget", ["hur-ofta"] = 3 } });
        right.StatusCode.ShouldBe(HttpStatusCode.Created);
        JsonDocument.Parse(await right.Content.ReadAsStringAsync()).RootElement.GetProperty("answers").GetProperty("hur-ofta").GetString().ShouldBe("3");
    }

    [Fact]
    public async Task Co_authors_see_the_draft_and_the_secret_and_may_take_themselves_away()
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var other = await host.SignInAsync("medarbetare2");
        var form = await staff.GetPageAsync("/forslag/nytt");
        await staff.SubmitAsync(form, Filled("Skrivet ihop", new()
        {
            ["Input.CoAuthors"] = "Amina Farah\nelin sandström", ["Input.Confidential"] = "true", ["Input.ConfidentialReason"] = "Ny",
        }), button: "button[value=utkast]");
        var draft = await ByTitleAsync("Skrivet ihop");
        var seen = await other.GetPageAsync($"/forslag/utkast/{draft.Id.Value:D}");
        seen.Status.ShouldBe(HttpStatusCode.OK);
        seen.Text.ShouldContain("Amina Farah");
        seen.Text.ShouldContain("Tillsammans med Amina Farah", Case.Sensitive, "The author is no co-author of their own");
        (await other.GetPageAsync($"/forslag/nytt?utkast={draft.Id.Value:D}")).Status.ShouldBe(HttpStatusCode.NotFound, "Seen, not written");
        using var third = await host.SignInAsync("chef");
        (await third.GetPageAsync($"/forslag/utkast/{draft.Id.Value:D}")).Status.ShouldBe(HttpStatusCode.NotFound);

        var taken = await staff.GetPageAsync($"/forslag/nytt?utkast={draft.Id.Value:D}");
        taken.ValueOf("Input.CoAuthors").ShouldBe("Amina Farah (medarbetare2)");
        var sent = await staff.SubmitAsync(taken, button: Hand);
        (await other.GetPageAsync($"/forslag/{Number(sent)}")).Status.ShouldBe(HttpStatusCode.OK);

        (await third.GetPageAsync($"/forslag/medforfattare/{draft.Id.Value:D}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await other.SubmitAsync(await other.GetPageAsync($"/forslag/medforfattare/{draft.Id.Value:D}"));
        (await other.GetPageAsync($"/forslag/{Number(sent)}")).Status.ShouldBe(HttpStatusCode.NotFound, "No longer concerned");
    }

    [Fact]
    public async Task A_name_that_may_be_several_is_asked_about_and_one_that_is_nobody_s_is_refused()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        var refused = await staff.SubmitAsync(form, Filled("Vem då", new() { ["Input.CoAuthors"] = "an\nKalle Nobody <b>" }));
        refused.Text.ShouldContain("Vem menar du med ”an”?");
        refused.Text.ShouldContain("heter ”Kalle Nobody <b>”");
        refused.ValueOf("Input.CoAuthors")!.ReplaceLineEndings("\n").ShouldBe("an\nKalle Nobody <b>");
    }

    [Fact]
    public async Task Colleagues_are_found_by_a_part_of_the_name_and_tell_no_more_than_they_must()
    {
        using var staff = await host.SignInAsync("medarbetare");
        foreach (var q in new[] { "öberg", "ÖBERG", "Daniel ö", "idelots2" })
        {
            var found = await staff.GetJsonAsync($"/api/v1/people?q={Uri.EscapeDataString(q)}");
            found.GetProperty("items").EnumerateArray().ShouldContain(p => p.GetProperty("name").GetString() == "Daniel Öberg", q);
            found.GetProperty("items")[0].EnumerateObject().Select(p => p.Name).ShouldBe(["userName", "name", "workplace"]);
        }

        (await staff.GetJsonAsync("/api/v1/people?q=a")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await staff.GetJsonAsync("/api/v1/people?q=%25%25")).GetProperty("items").GetArrayLength().ShouldBe(0);
        using var nobody = host.Visit();
        (await nobody.GetAsync("/api/v1/people?q=an")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_manager_registers_for_somebody_who_then_is_the_author()
    {
        using var manager = await host.SignInAsync("chef");
        var form = await manager.GetPageAsync("/forslag/nytt");
        var sent = await manager.SubmitAsync(form, Filled("Åt Elin", new() { ["Input.For"] = "person", ["Input.ForPerson"] = "medarbetare" }));
        sent.Text.ShouldContain("Elin Sandström");
        sent.Text.ShouldContain("Registrerat av Tomas Lindqvist");
        using var author = await host.SignInAsync("medarbetare");
        (await author.GetPageAsync("/mina/forslag")).Text.ShouldContain("Åt Elin");

        var nameless = await manager.SubmitAsync(await manager.GetPageAsync("/forslag/nytt"), Filled("Från köket", new()
        {
            ["Input.For"] = "namn", ["Input.ForName"] = "Berit i köket", ["Input.ForUnit"] = "bjorkviksskolan",
        }));
        nameless.Text.ShouldContain("Berit i köket");
        var together = await manager.SubmitAsync(await manager.GetPageAsync("/forslag/nytt"), Filled("Från alla", new()
        {
            ["Input.For"] = "arbetsplats", ["Input.ForUnit"] = "bjorkviksskolan",
        }));
        together.Text.ShouldContain("Arbetsplatsens förslag");
    }

    [Fact]
    public async Task Nobody_registers_for_people_whom_they_do_not_answer_for()
    {
        using var manager = await host.SignInAsync("chef");
        var refused = await manager.SubmitAsync(await manager.GetPageAsync("/forslag/nytt"), Filled("Åt Amina", new() { ["Input.For"] = "person", ["Input.ForPerson"] = "medarbetare2" }));
        refused.Text.ShouldContain("Amina Farah gör inte det");
        refused.ValueOf("Input.ForPerson").ShouldBe("medarbetare2");
        using var elsewhere = await manager.SendJsonAsync(
            HttpMethod.Post, "/api/v1/proposals", new { title = "Åt andra", problem = "p", solution = "l", registeredFor = new { unit = "aldreboendet-ekbacken" } });
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync("/forslag/nytt")).Html.ShouldNotContain("Input.ForPerson");
        await staff.SubmitAsync(await staff.GetPageAsync("/forslag/nytt"), Filled("I annans namn", new() { ["Input.For"] = "person", ["Input.ForPerson"] = "medarbetare2" }));
        (await host.ReadAsync(db => db.Set<Proposal>().AnyAsync(p => p.Title == "I annans namn"))).ShouldBeFalse();
        using var api = await staff.SendJsonAsync(
            HttpMethod.Post, "/api/v1/proposals", new { title = "I annans namn", problem = "p", solution = "l", registeredFor = new { person = "medarbetare2" } });
        api.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_draft_saves_itself_while_one_writes_and_is_one_proposal_in_the_end()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = form.ValueOf("__RequestVerificationToken")!, ["Input.Key"] = form.ValueOf("Input.Key")!, ["Input.Title"] = "Sparas själv",
            ["Input.Problem"] = "Halva", ["Input.CoAuthors"] = "Ami", ["Input.Campaign"] = "finns-inte",
        };
        foreach (var problem in new[] { "Halva", "Halva meningen" })
        {
            fields["Input.Problem"] = problem;
            using var saved = await staff.PostFormAsync("/forslag/nytt?handler=Spara", fields);
            saved.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await saved.Content.ReadAsStringAsync()).ShouldContain("Sparat kl.");
        }

        var draft = await ByTitleAsync("Sparas själv");
        draft.Problem.ShouldBe("Halva meningen");
        (await host.ReadAsync(db => db.Set<CoAuthor>().AnyAsync(c => c.ProposalId == draft.Id))).ShouldBeFalse("Half a name lets nobody in");
        var sent = await staff.SubmitAsync(form, Filled("Sparas själv", []));
        sent.Text.ShouldContain("Tack!");
        using var late = await staff.PostFormAsync("/forslag/nytt?handler=Spara", fields);
        late.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ByTitleAsync("Sparas själv")).Problem.ShouldBe("Problem", "What was handed in stands, and is one");
        using var other = await host.SignInAsync("medarbetare2");
        fields["__RequestVerificationToken"] = (await other.GetPageAsync("/forslag/nytt")).ValueOf("__RequestVerificationToken")!;
        using var foreign = await other.PostFormAsync("/forslag/nytt?handler=Spara", fields);
        foreign.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Similar_proposals_are_shown_without_script_and_everything_written_is_kept()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var first = await staff.SubmitAsync(await staff.GetPageAsync("/forslag/nytt"), Filled("Cykelparkering under tak vid skolan", []));
        var form = await staff.GetPageAsync("/forslag/nytt");
        var shown = await staff.SubmitAsync(
            form, new() { ["Input.Title"] = "Tak över skolans cykelparkering", ["Input.Benefit"] = "Torra sadlar" }, button: "button[value=liknande]");
        shown.Links.ShouldContain($"/forslag/{Number(first)}");
        shown.ValueOf("Input.Benefit").ShouldBe("Torra sadlar");
        (await host.ReadAsync(db => db.Set<Proposal>().AnyAsync(p => p.Title == "Tak över skolans cykelparkering"))).ShouldBeFalse("Looking saves nothing");
    }

    [Fact]
    public async Task Bad_input_is_answered_with_a_word_and_nothing_is_lost()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var html = "<img src=x onerror=alert(1)>'; DROP TABLE proposals_proposal; --";
        var form = await staff.GetPageAsync("/forslag/nytt");
        var refused = await staff.SubmitAsync(form, new()
        {
            ["Input.Title"] = new string('t', 500), ["Input.Problem"] = new string('p', 1024 * 1024), ["Input.Solution"] = html, ["Input.Campaign"] = "finns-inte", ["Input.Goal"] = html,
            ["Input.CoAuthors"] = html,
        });
        refused.Status.ShouldBe(HttpStatusCode.OK);
        refused.Text.ShouldContain("högst 120 tecken");
        refused.Text.ShouldContain("högst 10000 tecken");
        refused.Text.ShouldContain("Den kampanjen finns inte");
        refused.Html.ShouldNotContain("<img src=x");
        refused.ValueOf("Input.Problem")!.Length.ShouldBe(1024 * 1024);

        var sent = await staff.SubmitAsync(form, Filled("Elakt <b>fet</b>", new() { ["Input.Solution"] = html, ["Input.Benefit"] = html }));
        sent.Text.ShouldContain("Tack!");
        sent.Html.ShouldNotContain("<img src=x");
        using var unknown = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "x", problem = "p", solution = "l", status = "implemented" });
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var nul = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "En\u0000 rad\nbara", problem = "p\u0000", solution = "l" });
        nul.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await host.ReadAsync(db => db.Set<Proposal>().SingleAsync(p => p.Title == "En rad bara"))).Problem.ShouldBe("p");
    }

    private static Dictionary<string, string?> Filled(string title, Dictionary<string, string?> more)
    {
        var filled = new Dictionary<string, string?> { ["Input.Title"] = title, ["Input.Problem"] = "Problem", ["Input.Solution"] = "Så här" };
        foreach (var (name, value) in more)
        {
            filled[name] = value;
        }

        return filled;
    }

    private static string Number(Page page) => page.Path.Split('/')[2].Split('?')[0];

    private Task<Proposal> ByTitleAsync(string title) => host.ReadAsync(db => db.Set<Proposal>().SingleAsync(p => p.Title == title));

    [Fact]
    public async Task A_draft_has_no_number_and_no_address_by_number_leads_to_it()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        await staff.SubmitAsync(form, new() { ["Input.Title"] = "Inte klart än", ["Input.Problem"] = "Jag skriver på det." }, button: "button[value=utkast]");
        (await host.ReadAsync(db => db.Set<Proposal>().AnyAsync(p => p.Number == 0 && p.Title == "Inte klart än"))).ShouldBeTrue();

        foreach (var page in new[] { "", "/beslut", "/plan", "/genomforande", "/komplettering", "/lamna-over", "/sekretess", "/aterkalla", "/andra-beslut", "/innovation", "/sla-samman", "/ta-isar" })
        {
            (await staff.GetPageAsync("/forslag/0" + page)).Status.ShouldBe(HttpStatusCode.NotFound, page);
        }

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "0"), (HttpMethod.Get, "0/timeline"), (HttpMethod.Get, "0/comments"), (HttpMethod.Post, "0/comments"), (HttpMethod.Post, "0/support"), (HttpMethod.Delete, "0/follow"),
        })
        {
            (await host.CallAsync("medarbetare", method, path, method == HttpMethod.Post ? new { text = "Hej" } : null)).ShouldBe(404, $"{method} {path}");
        }
    }
}

public sealed class SqliteFormTests(SqliteHost host) : FormTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresFormTests(PostgresHost host) : FormTests(host), IClassFixture<PostgresHost>;
