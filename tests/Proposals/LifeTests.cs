using System.Net;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>The life after submission, through pages and API of the real host.</summary>
public abstract class LifeTests(TestHost host)
{
    [Fact]
    public async Task A_question_is_asked_answered_and_decided_upon()
    {
        var number = await host.SubmitAsync("medarbetare", "Fråga mig");
        using var manager = await host.SignInAsync("chef");
        var page = await manager.GetPageAsync($"/forslag/{number}/beslut");
        page.Text.ShouldContain("Besked senast");
        (await manager.SubmitAsync(page, new() { ["Question"] = " " }, form: "#fraga form")).Text.ShouldContain("Skriv vad du behöver veta");
        var asked = await manager.SubmitAsync(page, new() { ["Question"] = "Vilken sal gäller det?" }, form: "#fraga form");
        asked.Text.ShouldContain("Komplettering begärd");
        (await host.OpenTasksAsync(number)).ShouldBe(1, "The decision still waits");
        (await host.ProposalAsync(number)).AnsweredUtc.ShouldNotBeNull("A question is a first answer");

        using var author = await host.SignInAsync("medarbetare");
        (await author.GetPageAsync("/mina/forslag")).Links.ShouldContain($"/forslag/{number}/komplettering");
        var form = await author.GetPageAsync($"/forslag/{number}/komplettering");
        form.Text.ShouldContain("Vilken sal gäller det?");
        (await author.SubmitAsync(form, new() { ["Input.Why"] = "" })).Text.ShouldContain("Skriv ett svar");
        var answered = await author.SubmitAsync(form, new() { ["Input.Why"] = "Matsalen i hus B." });
        answered.Text.ShouldContain("Under beredning");
        answered.Text.ShouldContain("Matsalen i hus B.");
        (await author.GetPageAsync($"/forslag/{number}/komplettering")).Status.ShouldBe(HttpStatusCode.Conflict);

        (await manager.SubmitAsync(await manager.GetPageAsync($"/forslag/{number}/beslut"), new() { ["Input.Outcome"] = "approved", ["Input.Motivation"] = "Ja." })).Text.ShouldContain("Godkänt");
    }

    [Fact]
    public async Task Only_the_author_answers_and_withdraws()
    {
        var number = await host.SubmitAsync("medarbetare", "Bara författaren");
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/question", new { text = "Hur?" })).ShouldBe(200);
        foreach (var other in new[] { "medarbetare2", "chef", "admin", "central-idelots" })
        {
            (await host.CallAsync(other, HttpMethod.Post, $"{number}/answer", new { text = "Så" })).ShouldBe(403, other);
            (await host.CallAsync(other, HttpMethod.Post, $"{number}/withdraw", new { why = "Nej" })).ShouldBe(403, other);
            using var visitor = await host.SignInAsync(other);
            (await visitor.GetPageAsync($"/forslag/{number}/aterkalla")).Status.ShouldBe(HttpStatusCode.Forbidden, other);
        }

        (await host.ProposalAsync(number)).Status.ShouldBe(ProposalStatus.MoreInformation);
    }

    [Fact]
    public async Task A_withdrawn_proposal_leaves_the_bank_and_nobody_has_a_task()
    {
        var number = await host.SubmitAsync("medarbetare", "Ångerfjärilen");
        using var author = await host.SignInAsync("medarbetare");
        var form = await author.GetPageAsync($"/forslag/{number}/aterkalla");
        (await author.SubmitAsync(form, new() { ["Input.Why"] = "" })).Text.ShouldContain("Skriv varför");
        (await author.SubmitAsync(form, new() { ["Input.Why"] = "Det löste sig." })).Text.ShouldContain("Återkallat");
        (await host.OpenTasksAsync(number)).ShouldBe(0);
        using var other = await host.SignInAsync("medarbetare2");
        (await other.GetPageAsync($"/forslag/{number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetPageAsync("/idebank?q=Ångerfjärilen")).Links.ShouldNotContain($"/forslag/{number}");
        (await author.SubmitAsync(form, new() { ["Input.Why"] = "En gång till." })).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_decision_is_undone_with_a_reason_and_made_anew()
    {
        var number = await host.SubmitAsync("medarbetare", "Två beslut");
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/decision", new { outcome = "rejected", motivation = "Nej tack.", reason = "other" })).ShouldBe(200);
        foreach (var other in new[] { "medarbetare", "medarbetare2", "admin", "ledning", "idelots2" })
        {
            (await host.CallAsync(other, HttpMethod.Post, $"{number}/undo", new { why = "Jag vill" })).ShouldBe(403, other);
        }

        using var manager = await host.SignInAsync("chef");
        var form = await manager.GetPageAsync($"/forslag/{number}/andra-beslut");
        var undone = await manager.SubmitAsync(form, new() { ["Input.Why"] = "Jag läste fel." });
        undone.Text.ShouldContain("Under beredning");
        undone.Text.ShouldContain("Jag läste fel.");
        undone.Text.ShouldContain("Nej tack.", Case.Sensitive, "The history keeps what was decided");
        (await host.OpenTasksAsync(number)).ShouldBe(1);
        (await manager.SubmitAsync(form, new() { ["Input.Why"] = "Igen." })).Status.ShouldBe(HttpStatusCode.Conflict);
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/decision", new { outcome = "approved", motivation = "Ja, gärna." })).ShouldBe(200);
        var proposal = await host.ProposalAsync(number);
        (proposal.Status, proposal.Motivation).ShouldBe((ProposalStatus.Approved, "Ja, gärna."));
    }

    [Fact]
    public async Task Two_who_undo_at_once_undo_once()
    {
        var number = await host.SubmitAsync("medarbetare", "Ångra samtidigt");
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/decision", new { outcome = "approved", motivation = "Ja." })).ShouldBe(200);
        using var manager = await host.SignInAsync("chef");
        using var coach = await host.SignInAsync("central-idelots");
        var answers = await Task.WhenAll(new[] { manager, coach }.Select(v => v.SendJsonAsync(HttpMethod.Post, $"/api/v1/proposals/{number}/undo", new { why = "Fel" })));
        answers.Select(a => a.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
        (await host.ProposalAsync(number)).Timeline.Count(e => e.Kind == TimelineKind.DecisionUndone).ShouldBe(1);
        (await host.OpenTasksAsync(number)).ShouldBe(1);
    }

    [Fact]
    public async Task A_task_is_handed_over_to_a_colleague_who_may_have_it()
    {
        var number = await host.SubmitAsync("medarbetare", "Ta över det här");
        using var manager = await host.SignInAsync("chef");
        var page = await manager.GetPageAsync($"/forslag/{number}/lamna-over");
        var officer = await host.InScopeAsync(s => ((Organisation.Contracts.IOrganisation)s.GetService(typeof(Organisation.Contracts.IOrganisation))!).PersonAsync("handlaggare", CancellationToken.None));
        var found = await manager.SubmitAsync(page, new() { ["Input.Search"] = officer!.Name, ["Input.Why"] = "Jag är på semester." }, button: "button[formaction*=Search]");
        found.Text.ShouldContain(officer.Name);
        found.ValueOf("Input.Why").ShouldBe("Jag är på semester.", "Searching loses nothing");
        (await manager.SubmitAsync(found, new() { ["Input.To"] = "medarbetare2" }, button: "button:not([formaction])")).Text.ShouldContain("handlägger inte förslag");
        var handed = await manager.SubmitAsync(found, new() { ["Input.To"] = "handlaggare" }, button: "button:not([formaction])");
        handed.Text.ShouldContain("Jag är på semester.");
        (await host.ProposalAsync(number)).AssigneeName.ShouldBe(officer.Name);
        (await manager.GetPageAsync($"/forslag/{number}/beslut")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await host.CallAsync("handlaggare", HttpMethod.Post, $"{number}/decision", new { outcome = "approved", motivation = "Ja." })).ShouldBe(200);
    }

    [Fact]
    public async Task Nobody_else_hands_over_and_nobody_gets_their_own()
    {
        var number = await host.SubmitAsync("medarbetare", "Inte ditt");
        foreach (var other in new[] { "medarbetare", "medarbetare2", "idelots2", "handlaggare", "ledning" })
        {
            (await host.CallAsync(other, HttpMethod.Post, $"{number}/hand-over", new { to = "handlaggare", why = "Nej" })).ShouldBe(403, other);
        }

        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/hand-over", new { to = "medarbetare", why = "Din egen" })).ShouldBe(400);
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/hand-over", new { to = "ingen-alls", why = "Vem?" })).ShouldBe(400);
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/hand-over", new { to = "handlaggare", why = "" })).ShouldBe(400);
    }

    [Fact]
    public async Task Review_begins_once_and_an_innovation_is_marked_by_those_who_handle_it()
    {
        var number = await host.SubmitAsync("medarbetare", "Nytt arbetssätt");
        (await host.CallAsync("medarbetare2", HttpMethod.Post, $"{number}/review", new { })).ShouldBe(403);
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/review", new { })).ShouldBe(200);
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/review", new { })).ShouldBe(409);
        (await host.CallAsync("medarbetare", HttpMethod.Post, $"{number}/innovation", new { why = "Jag tycker det" })).ShouldBe(403);
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/innovation", new { why = "Ett nytt sätt att arbeta" })).ShouldBe(200);
        using var other = await host.SignInAsync("medarbetare2");
        (await other.GetPageAsync($"/forslag/{number}")).Text.ShouldContain("Ett nytt sätt att arbeta");
    }

    [Fact]
    public async Task My_proposals_say_who_has_them_since_when_and_what_comes_next_drafts_first()
    {
        using var author = await host.SignInAsync("medarbetare2");
        var number = await author.SubmitAsync("Mitt ena förslag");
        var form = await author.GetPageAsync("/forslag/nytt");
        await author.SubmitAsync(form, new() { ["Input.Title"] = "Mitt utkast" }, button: "button[value=utkast]");
        await author.SubmitAsync("Mitt andra förslag");
        var mine = await author.GetPageAsync("/mina/forslag");
        var titles = mine.Document.QuerySelectorAll("main .k-list__item h2").Select(h => h.TextContent.Trim()).ToList();
        titles.IndexOf("Mitt utkast").ShouldBeLessThan(titles.IndexOf("Mitt andra förslag"));
        titles.IndexOf("Mitt andra förslag").ShouldBeLessThan(titles.IndexOf("Mitt ena förslag"));
        var proposal = await host.ProposalAsync(number);
        mine.Text.ShouldContain($"Det ligger hos {proposal.AssigneeName}.");
        mine.Text.ShouldContain("Sedan");
        (await author.GetPageAsync("/mina/forslag?sida=999999999")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_of_one_who_handles_needs_few_statements()
    {
        var number = await host.SubmitAsync("medarbetare", "Få frågor för alla");
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/notes", new { text = "Internt" })).ShouldBe(204);
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/comments", new { text = "Hej" })).ShouldBe(201);
        foreach (var person in new[] { "chef", "central-idelots", "medarbetare" })
        {
            using var visitor = await host.SignInAsync(person);
            foreach (var path in new[] { $"/forslag/{number}", "/mina/forslag" })
            {
                await visitor.GetPageAsync(path);
                var page = await visitor.GetPageAsync(path);
                page.Statements.Count.ShouldBeLessThanOrEqualTo(8, $"{person} {path}:\n{string.Join("\n\n", page.Statements)}");
            }
        }
    }
}

public sealed class SqliteLifeTests(SqliteHost host) : LifeTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresLifeTests(PostgresHost host) : LifeTests(host), IClassFixture<PostgresHost>;
