using System.Net;
using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.GoodExamples.Tests;

public abstract class WritingGoodExamples(TestHost host)
{
    private const string Publish = "[formaction*='handler=Publish']";

    [Fact]
    public async Task An_editor_saves_a_draft_previews_it_and_publishes_it_once()
    {
        using var editor = await host.SignInAsync("redaktor");
        using var citizen = host.Visit();
        var form = await editor.GetPageAsync("/goda-exempel/nytt");
        var saved = await editor.SubmitAsync(form, new() { ["Input.Title"] = "Vår nya idé" });
        saved.Path.ShouldStartWith("/goda-exempel/var-nya-ide/redigera");
        saved.Text.ShouldContain("Utkastet är sparat");
        saved.Text.ShouldContain("Utkast, inte publicerat");
        saved.Statements.Count.ShouldBeLessThanOrEqualTo(8);

        var refused = await editor.SubmitAsync(saved, new() { ["Input.Lead"] = "Kort" }, button: Publish);
        refused.Document.QuerySelector("[role=alert]").ShouldNotBeNull();
        refused.ValueOf("Input.Lead").ShouldBe("Kort", "what was typed stays");
        (await citizen.GetPageAsync("/goda-exempel/var-nya-ide")).Status.ShouldBe(HttpStatusCode.NotFound);

        var told = await editor.SubmitAsync(refused, new() { ["Input.Solution"] = "Så", ["Input.Benefit"] = "Bra", ["Input.Contributor"] = "Vi" }, button: Publish);
        told.Path.ShouldBe("/goda-exempel/var-nya-ide");
        (await citizen.GetPageAsync("/goda-exempel/var-nya-ide")).Heading.ShouldBe("Vår nya idé");
        (await citizen.GetPageAsync("/")).Links.ShouldContain("/goda-exempel/var-nya-ide");
        using (var feed = await citizen.GetAsync("/goda-exempel/feed.atom"))
        {
            (await feed.Content.ReadAsStringAsync()).ShouldContain("/goda-exempel/var-nya-ide");
        }

        var edit = await editor.GetPageAsync("/goda-exempel/var-nya-ide/redigera");
        var changed = await editor.SubmitAsync(edit, new() { ["Input.Title"] = "Vår ändrade idé" });
        changed.Text.ShouldContain("med ändringar som inte syns än");
        (await citizen.GetPageAsync("/goda-exempel/var-nya-ide?visa=utkast")).Heading.ShouldBe("Vår nya idé");
        (await editor.GetPageAsync("/goda-exempel/var-nya-ide?visa=utkast")).Heading.ShouldBe("Vår ändrade idé");
        await editor.SubmitAsync(changed, [], button: Publish);
        (await citizen.GetPageAsync("/goda-exempel/var-nya-ide")).Heading.ShouldBe("Vår ändrade idé");
        (await RaisedAsync("var-nya-ide")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_of_the_same_title_get_addresses_of_their_own()
    {
        using var editor = await host.SignInAsync("redaktor");
        (await editor.SubmitAsync(await editor.GetPageAsync("/goda-exempel/nytt"), new() { ["Input.Title"] = "Nytt" })).Path.ShouldStartWith("/goda-exempel/nytt-2/redigera");
        (await editor.SubmitAsync(await editor.GetPageAsync("/goda-exempel/nytt"), new() { ["Input.Title"] = "Nytt!" })).Path.ShouldStartWith("/goda-exempel/nytt-3/redigera");
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_loses_nothing()
    {
        using var one = await host.SignInAsync("redaktor");
        using var two = await host.SignInAsync("central-idelots");
        var first = await one.SubmitAsync(await one.GetPageAsync("/goda-exempel/nytt"), new() { ["Input.Title"] = "Samtidigt" });
        var second = await two.GetPageAsync(first.Path);
        await one.SubmitAsync(first, new() { ["Input.Lead"] = "Först" });

        var refused = await two.SubmitAsync(second, new() { ["Input.Lead"] = "Sedan" });
        refused.TextOf("[role=alert]")!.ShouldContain("Någon annan hann ändra");
        refused.ValueOf("Input.Lead").ShouldBe("Sedan");
        (await one.GetPageAsync("/goda-exempel/samtidigt/redigera")).ValueOf("Input.Lead").ShouldBe("Först");
    }

    [Fact]
    public async Task A_withdrawn_example_is_gone_for_readers_and_kept_for_editors()
    {
        using var editor = await host.SignInAsync("redaktor");
        using var citizen = host.Visit();
        var form = await editor.GetPageAsync("/goda-exempel/nytt");
        await editor.SubmitAsync(form, Whole("Tillbakadraget"), button: Publish);
        (await citizen.GetPageAsync("/goda-exempel/tillbakadraget")).Status.ShouldBe(HttpStatusCode.OK);

        var edit = await editor.GetPageAsync("/goda-exempel/tillbakadraget/redigera");
        var withdrawn = await editor.SubmitAsync(edit, [], form: "form[action*='Withdraw']");
        withdrawn.Text.ShouldContain("Utkast, inte publicerat");
        withdrawn.ValueOf("Input.Solution").ShouldBe("Så");
        (await citizen.GetPageAsync("/goda-exempel/tillbakadraget")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Mistakes_are_said_at_their_field()
    {
        using var editor = await host.SignInAsync("redaktor");
        var form = await editor.GetPageAsync("/goda-exempel/nytt");
        var answer = await editor.SubmitAsync(form, new() { ["Input.Title"] = "Länken", ["Input.ReadMore"] = "javascript:alert(1)" });
        answer.TextOf("#Input_ReadMore-error").ShouldNotBeNull();
        var unknown = await editor.SubmitAsync(form, new() { ["Input.Title"] = "Kontakten", ["Input.Contact"] = "ingen.alls" });
        unknown.TextOf("#Input_Contact-error").ShouldNotBeNull();
        unknown.ValueOf("Input.Title").ShouldBe("Kontakten");

        var several = await editor.SubmitAsync(form, new() { ["Input.Title"] = "Kontakten", ["Input.Contact"] = "a" });
        several.TextOf("#Input_Contact-error")!.ShouldContain("Flera heter så");
        var found = await editor.SubmitAsync(form, new() { ["Input.Title"] = "Kontakten", ["Input.Contact"] = "emma torell" });
        found.ValueOf("Input.Contact").ShouldBe("Emma Torell (emma.torell)");
        (await editor.SubmitAsync(found)).ValueOf("Input.Contact").ShouldBe("Emma Torell (emma.torell)", "what the form writes, it reads");
    }

    [Theory]
    [InlineData("medarbetare")]
    [InlineData("handlaggare")]
    [InlineData("ledning")]
    [InlineData(null)]
    public async Task Nobody_else_writes(string? person)
    {
        using var visitor = person is null ? host.Visit() : await host.SignInAsync(person);
        foreach (var path in new[] { "/goda-exempel/nytt", "/goda-exempel/uf-och-barncentrum/redigera" })
        {
            using var answer = await visitor.GetAsync(path);
            answer.StatusCode.ShouldNotBe(HttpStatusCode.OK, path);
        }

        (await visitor.GetPageAsync("/goda-exempel")).Links.ShouldNotContain("/goda-exempel/nytt");
        (await visitor.GetPageAsync("/goda-exempel/uf-och-barncentrum")).Links.ShouldNotContain("/goda-exempel/uf-och-barncentrum/redigera");
    }

    [Fact]
    public async Task Of_what_only_those_concerned_may_know_nobody_begins_an_example()
    {
        var (number, title) = await host.InScopeAsync(async services =>
        {
            // Done, so that nothing but the secrecy stands in the way.
            var secret = await services.GetRequiredService<IProposals>().Rows.Where(p => p.IsConfidential && p.Number > 0).OrderBy(p => p.Number).FirstAsync();
            await services.GetRequiredService<AppDb>().WriteAsync(d => d.Database.ExecuteSqlAsync($"UPDATE proposals_proposal SET status = 'Implemented' WHERE number = {secret.Number}"));
            return (secret.Number, secret.Title);
        });
        var address = $"/goda-exempel/nytt?forslag={number}";
        foreach (var (person, status) in new[] { ("redaktor", HttpStatusCode.NotFound), ("admin", HttpStatusCode.NotFound), ("central-idelots", HttpStatusCode.Conflict) })
        {
            using var editor = await host.SignInAsync(person);
            var refused = await editor.GetPageAsync(address);
            refused.Status.ShouldBe(status, person);
            refused.Html.ShouldNotContain(title, Case.Insensitive, person);
            refused.Document.QuerySelector("main form[method=post]").ShouldBeNull(person);
            var token = (await editor.GetPageAsync("/goda-exempel/nytt")).ValueOf("__RequestVerificationToken");
            foreach (var handler in new[] { "", "&handler=Publish" })
            {
                using var posted = await editor.PostFormAsync(address + handler, new(Whole("Hemligt")!) { ["__RequestVerificationToken"] = token! });
                posted.StatusCode.ShouldBe(status, person + handler);
            }
        }

        using var coach = await host.SignInAsync("central-idelots");
        (await coach.GetPageAsync($"/forslag/{number}")).Links.ShouldNotContain(l => l.Contains("/goda-exempel/nytt", StringComparison.Ordinal));
        (await host.ReadAsync(db => db.Set<GoodExample>().CountAsync(e => e.Slug.StartsWith("hemligt")))).ShouldBe(0);
    }

    [Fact]
    public async Task A_post_without_a_token_is_refused()
    {
        using var editor = await host.SignInAsync("redaktor");
        foreach (var path in new[] { "/goda-exempel/nytt", "/goda-exempel/nytt?handler=Publish", "/goda-exempel/uf-och-barncentrum/redigera?handler=Withdraw" })
        {
            using var answer = await editor.PostFormAsync(path, new() { ["Input.Title"] = "Smuggel" });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        }
    }

    private static Dictionary<string, string?> Whole(string title) => new()
    {
        ["Input.Title"] = title,
        ["Input.Lead"] = "Kort",
        ["Input.Solution"] = "Så",
        ["Input.Benefit"] = "Bra",
        ["Input.Contributor"] = "Vi",
    };

    private Task<long> RaisedAsync(string slug) => host.ReadAsync(db =>
    {
        var body = $"%{slug}%";
        return db.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM kernel_outbox WHERE type = {nameof(GoodExamplePublished)} AND body LIKE {body}").SingleAsync();
    });
}

public sealed class SqliteWritingGoodExamples(SqliteHost host) : WritingGoodExamples(host), IClassFixture<SqliteHost>;

public sealed class PostgresWritingGoodExamples(PostgresHost host) : WritingGoodExamples(host), IClassFixture<PostgresHost>;
