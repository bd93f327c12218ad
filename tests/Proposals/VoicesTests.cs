using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>Comments, working notes, support and follow: one's own only (S8), notes for those entitled only (S9), one per person (S23), counted right after a merge (S24, R3).</summary>
public abstract class VoicesTests(TestHost host)
{
    [Fact]
    public async Task Ones_own_comment_is_edited_and_removed_on_the_page()
    {
        var number = await host.SubmitAsync("medarbetare", "Kommentera mig");
        using var writer = await host.SignInAsync("medarbetare2");
        var page = await writer.GetPageAsync($"/forslag/{number}");
        var written = await writer.SubmitAsync(page, new() { ["CommentText"] = "Frösta <b>tanken</b>" }, form: "#ny-kommentar");
        written.Text.ShouldContain("Frösta <b>tanken</b>");
        var refused = await writer.SubmitAsync(written, new() { ["EditText"] = "" }, form: "form[action*=Edit]");
        refused.Text.ShouldContain("Skriv en kommentar");
        var edited = await writer.SubmitAsync(written, new() { ["EditText"] = "Första tanken" }, form: "form[action*=Edit]");
        edited.Text.ShouldContain("Första tanken");
        edited.Text.ShouldContain("Ändrad");
        var removed = await writer.SubmitAsync(edited, form: "form[action*=Remove]");
        removed.Text.ShouldContain("Kommentaren är borttagen");
        removed.Text.ShouldContain("Kommentarer (0)");
        removed.Text.ShouldNotContain("Första tanken");
        (await writer.GetJsonAsync($"/api/v1/proposals/{number}/comments")).GetProperty("items")[0].GetProperty("text").ValueKind.ShouldBe(JsonValueKind.Null);
        (await host.ReadAsync(db => db.Set<Comment>().CountAsync(c => c.Text == "Första tanken"))).ShouldBe(1, "Public records are not erased");
    }

    [Fact]
    public async Task Anothers_comment_is_neither_edited_nor_removed()
    {
        var number = await host.SubmitAsync("medarbetare", "Rör inte min kommentar");
        var secret = await host.SubmitAsync("medarbetare", "Rör inte min hemliga", "Affärshemlighet");
        var id = await CommentAsync("medarbetare", number, "Min egen");
        var hidden = await CommentAsync("medarbetare", secret, "Min hemliga");
        foreach (var other in new[] { "medarbetare2", "chef", "admin", "central-idelots", "redaktor" })
        {
            (await host.CallAsync(other, HttpMethod.Put, $"{number}/comments/{id}", new { text = "Kapad" })).ShouldBe(403, other);
            (await host.CallAsync(other, HttpMethod.Delete, $"{number}/comments/{id}")).ShouldBe(403, other);
        }

        (await host.CallAsync("medarbetare2", HttpMethod.Put, $"{secret}/comments/{hidden}", new { text = "Kapad" })).ShouldBe(404);
        (await host.CallAsync("medarbetare2", HttpMethod.Delete, $"{number}/comments/{hidden}")).ShouldBe(404, "By way of a proposal that one sees");
        (await host.CallAsync("medarbetare2", HttpMethod.Get, $"{secret}/comments")).ShouldBe(404);
        var texts = await host.ReadAsync(db => db.Set<Comment>().Where(c => c.Id == id || c.Id == hidden).Select(c => c.Text).ToListAsync());
        texts.ShouldBe(["Min egen", "Min hemliga"], ignoreOrder: true);

        using var forger = await host.SignInAsync("medarbetare2");
        await CommentAsync("medarbetare2", number, "Forgers egen");
        var page = await forger.GetPageAsync($"/forslag/{number}");
        var own = page.Document.QuerySelector("form[action*=Remove]")!;
        own.SetAttribute("action", $"/forslag/{number}?handler=Remove&id={id}");
        (await forger.SubmitAsync(page, form: "form[action*=Remove]")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_central_coach_hides_a_comment_with_a_reason_and_the_count_follows_at_once()
    {
        var number = await host.SubmitAsync("medarbetare", "Håll god ton");
        var id = await CommentAsync("medarbetare2", number, "Något opassande");
        foreach (var other in new[] { "medarbetare", "chef", "admin", "idelots" })
        {
            (await host.CallAsync(other, HttpMethod.Post, $"{number}/comments/{id}/hide", new { why = "Nej" })).ShouldBe(403, other);
        }

        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{number}/comments/{id}/hide", new { why = " " })).ShouldBe(400);
        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{number}/comments/{id}/hide", new { why = "Personangrepp" })).ShouldBe(200);
        using var reader = await host.SignInAsync("medarbetare");
        var page = await reader.GetPageAsync($"/forslag/{number}");
        page.Text.ShouldContain("Kommentarer (0)");
        page.Text.ShouldContain("Skäl: Personangrepp");
        page.Text.ShouldNotContain("Något opassande");
        (await host.CallAsync("medarbetare2", HttpMethod.Put, $"{number}/comments/{id}", new { text = "Samma igen" })).ShouldBe(409);
    }

    [Fact]
    public async Task What_was_hidden_is_read_and_shown_again_by_those_who_hide_only()
    {
        var number = await host.SubmitAsync("medarbetare", "Dold av misstag");
        var id = await CommentAsync("medarbetare2", number, "Helt i sin ordning");
        (await host.CallAsync("central-idelots", HttpMethod.Delete, $"{number}/comments/{id}/hide")).ShouldBe(409, "Nothing is hidden yet");
        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{number}/comments/{id}/hide", new { why = "Missförstånd" })).ShouldBe(200);
        foreach (var other in new[] { "medarbetare2", "medarbetare", "chef", "admin", "idelots" })
        {
            (await host.CallAsync(other, HttpMethod.Delete, $"{number}/comments/{id}/hide")).ShouldBe(403, other);
            using var reader = await host.SignInAsync(other);
            (await reader.GetPageAsync($"/forslag/{number}")).Text.ShouldNotContain("Helt i sin ordning", Case.Sensitive, other);
        }

        using var coach = await host.SignInAsync("central-idelots");
        var page = await coach.GetPageAsync($"/forslag/{number}");
        page.Text.ShouldContain("Helt i sin ordning");
        var shown = await coach.SubmitAsync(page, form: "form[action*=ShowAgain]");
        shown.Text.ShouldContain("Kommentarer (1)");
        shown.Text.ShouldNotContain("Missförstånd");
        using var writer = await host.SignInAsync("medarbetare2");
        (await writer.GetPageAsync($"/forslag/{number}")).Text.ShouldContain("Helt i sin ordning");
        (await host.CallAsync("central-idelots", HttpMethod.Post, $"{number}/comments/{id}/hide", new { why = "Igen" })).ShouldBe(200);
        (await host.CallAsync("medarbetare2", HttpMethod.Delete, $"{number}/comments/{id}")).ShouldBe(204);
        (await host.CallAsync("central-idelots", HttpMethod.Delete, $"{number}/comments/{id}/hide")).ShouldBe(409, "Its writer has removed it");
    }

    [Fact]
    public async Task An_official_answer_is_one_of_those_who_handle_it_and_the_first_one_counts()
    {
        var number = await host.SubmitAsync("medarbetare", "Svara mig");
        (await host.CallAsync("medarbetare2", HttpMethod.Post, $"{number}/comments", new { text = "Svar", official = true })).ShouldBe(403);
        (await host.CallAsync("medarbetare", HttpMethod.Post, $"{number}/comments", new { text = "Svar", official = true })).ShouldBe(403);
        (await host.ProposalAsync(number)).AnsweredUtc.ShouldBeNull();
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/comments", new { text = "Vi tittar på det." })).ShouldBe(201);
        (await host.ProposalAsync(number)).AnsweredUtc.ShouldBeNull("An ordinary comment is no answer");
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/comments", new { text = "Vi gör det i mars.", official = true })).ShouldBe(201);
        (await host.ProposalAsync(number)).AnsweredUtc.ShouldNotBeNull();
    }

    [Fact]
    public async Task Working_notes_never_reach_anyone_but_those_who_handle_it()
    {
        const string Secret = "Kopplingsanteckning";
        var number = await host.SubmitAsync("medarbetare", "Internt om mig");
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/notes", new { text = Secret })).ShouldBe(204);
        foreach (var person in new[] { "chef", "idelots", "central-idelots" })
        {
            using var entitled = await host.SignInAsync(person);
            (await entitled.GetPageAsync($"/forslag/{number}")).Text.ShouldContain(Secret, Case.Sensitive, person);
        }

        foreach (var person in new[] { "medarbetare", "medarbetare2", "admin", "ledning", "redaktor", "idelots2", "panel", "handlaggare" })
        {
            using var other = await host.SignInAsync(person);
            foreach (var path in new[] { $"/forslag/{number}", $"/api/v1/proposals/{number}", $"/api/v1/proposals/{number}/timeline", $"/api/v1/proposals/{number}/comments", $"/idebank?q={Secret}" })
            {
                using var answer = await other.GetAsync(path);
                var text = await answer.Content.ReadAsStringAsync();
                (path.Contains("idebank", StringComparison.Ordinal) ? text.Replace($"value=\"{Secret}\"", "") : text).ShouldNotContain($"{Secret}</p>", Case.Sensitive, $"{person} {path}");
            }

            (await host.CallAsync(person, HttpMethod.Get, $"{number}/notes")).ShouldBe(403, person);
            (await host.CallAsync(person, HttpMethod.Post, $"{number}/notes", new { text = "x" })).ShouldBe(403, person);
        }

        var seen = await host.InScopeAsync(async services =>
        {
            // Even a query that forgets to ask who may read them finds none.
            var author = await ((Organisation.Contracts.IOrganisation)services.GetService(typeof(Organisation.Contracts.IOrganisation))!).PersonAsync("medarbetare", default);
            ((Kernel.Security.CurrentUser)services.GetService(typeof(Kernel.Security.CurrentUser))!).Become(
                Kernel.Security.Viewer.Person(author!.Id.Value, author.Name, [new(Kernel.Security.Roles.CentralIdeaCoach)]));
            var db = (Kernel.Data.AppDb)services.GetService(typeof(Kernel.Data.AppDb))!;
            return await db.Set<WorkingNote>().CountAsync(n => n.Text == Secret);
        });
        seen.ShouldBe(0, "The author who is a coach too");
    }

    [Fact]
    public async Task Whoever_takes_over_reads_the_notes_and_whoever_left_it_reads_them_no_longer()
    {
        var number = await host.SubmitAsync("medarbetare", "Anteckningar följer med");
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/notes", new { text = "Läs detta först" })).ShouldBe(204);
        (await host.CallAsync("handlaggare", HttpMethod.Get, $"{number}/notes")).ShouldBe(403);
        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/hand-over", new { to = "handlaggare", why = "Din nu" })).ShouldBe(200);
        using var officer = await host.SignInAsync("handlaggare");
        (await officer.GetJsonAsync($"/api/v1/proposals/{number}/notes")).GetProperty("items")[0].GetProperty("text").GetString().ShouldBe("Läs detta först");
        (await host.CallAsync("chef", HttpMethod.Get, $"{number}/notes")).ShouldBe(403);
    }

    [Fact]
    public async Task Fifty_supports_and_follows_at_once_by_one_person_are_one_each()
    {
        var number = await host.SubmitAsync("medarbetare", "Femtio klick");
        using var fan = await host.SignInAsync("medarbetare2");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var answer = await fan.SendJsonAsync(HttpMethod.Post, $"/api/v1/proposals/{number}/{(i % 2 == 0 ? "support" : "follow")}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }));
        var proposal = await host.ProposalAsync(number);
        proposal.Supports.ShouldBe(1);
        (await host.ReadAsync(db => db.Set<Support>().CountAsync(s => s.ProposalId == proposal.Id))).ShouldBe(1);
        (await host.ReadAsync(db => db.Set<Follow>().CountAsync(f => f.ProposalId == proposal.Id))).ShouldBe(1);
        (await host.CallAsync("medarbetare", HttpMethod.Post, $"{number}/support")).ShouldBe(409, "One's own");
    }

    [Fact]
    public async Task Many_who_support_at_once_are_all_counted()
    {
        var number = await host.SubmitAsync("medarbetare", "Alla på en gång");
        var people = new[] { "medarbetare2", "chef", "handlaggare", "idelots", "idelots2", "central-idelots", "panel", "redaktor", "ledning", "admin" };
        var statuses = await Task.WhenAll(people.Select(p => host.CallAsync(p, HttpMethod.Post, $"{number}/support")));
        statuses.ShouldAllBe(s => s == 204);
        (await host.ProposalAsync(number)).Supports.ShouldBe(people.Length);
    }

    private async Task<Guid> CommentAsync(string person, int number, string text)
    {
        using var visitor = await host.SignInAsync(person);
        using var answer = await visitor.SendJsonAsync(HttpMethod.Post, $"/api/v1/proposals/{number}/comments", new { text });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }
}

public sealed class SqliteVoicesTests(SqliteHost host) : VoicesTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresVoicesTests(PostgresHost host) : VoicesTests(host), IClassFixture<PostgresHost>;
