using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Campaigns.Tests;

public abstract class EditingPages(TestHost host)
{
    private const string Publish = "button[formaction*='handler=Publish']";

    private static readonly Dictionary<string, string?> Whole = new()
    {
        ["Input.Lead"] = "Vad kan bli bättre?",
        ["Input.Why"] = "Därför **nu**.",
        ["Input.LookingFor"] = "- Stort\n- Smått",
        ["Input.Afterwards"] = "Du får svar.",
        ["Input.First"] = "2026-03-01",
        ["Input.Last"] = "2026-03-31",
        ["Input.ResourcePerson"] = "idelots",
    };

    [Fact]
    public async Task An_editor_writes_a_campaign_looks_at_it_and_publishes_it()
    {
        using var editor = await host.SignInAsync("redaktor");
        using var staff = await host.SignInAsync("medarbetare");
        var form = await editor.GetPageAsync("/admin/kampanjer/ny");
        form.Status.ShouldBe(HttpStatusCode.OK);
        var saved = await editor.SubmitAsync(form, new(Whole) { ["Input.Title"] = "Våra möten" });
        saved.Path.ShouldBe("/admin/kampanjer/vara-moten?sparat=true");
        saved.Statements.Count.ShouldBeLessThanOrEqualTo(8, string.Join("\n\n", saved.Statements));
        (await staff.GetPageAsync("/kampanjer/vara-moten")).Status.ShouldBe(HttpStatusCode.NotFound);

        var draft = await editor.GetPageAsync("/kampanjer/vara-moten?utkast");
        draft.Heading.ShouldBe("Våra möten");
        draft.Links.ShouldNotContain("/kampanjer/vara-moten/forslag/nytt", "its form is not there yet");

        var published = await editor.SubmitAsync(saved, button: Publish);
        published.Path.ShouldBe("/kampanjer/vara-moten");
        published.Document.QuerySelector("main strong")!.TextContent.ShouldBe("nu");
        (await staff.GetPageAsync("/kampanjer/vara-moten")).Links.ShouldContain("/kampanjer/vara-moten/forslag/nytt");

        var list = await editor.GetPageAsync("/admin/kampanjer");
        list.Links.ShouldContain("/admin/kampanjer/vara-moten");
        list.Statements.Count.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public async Task What_is_changed_is_shown_to_nobody_else_until_it_is_published_and_can_be_discarded()
    {
        await StoreAsync("andras", Bodies.Fine with { Title = "Före", IsExternal = true }, publish: true);
        using var editor = await host.SignInAsync("central-idelots");
        using var citizen = host.Visit();
        var form = await editor.GetPageAsync("/admin/kampanjer/andras");
        await editor.SubmitAsync(form, new() { ["Input.Title"] = "Efter", ["Input.Accent"] = "#7a2f5d" });
        foreach (var path in new[] { "/kampanjer/andras", "/kampanjer", "/api/v1/campaigns", "/api/v1/campaigns/andras", "/kampanjer/andras/tema.css", "/" })
        {
            using var answer = await citizen.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            text.ShouldNotContain("Efter", Case.Sensitive, path);
            text.ShouldNotContain("7a2f5d", Case.Sensitive, path);
        }

        (await editor.GetPageAsync("/kampanjer/andras?utkast")).Heading.ShouldBe("Efter");
        var discarded = await editor.SubmitAsync(await editor.GetPageAsync("/admin/kampanjer/andras"), form: "form[action*='Discard']");
        discarded.Path.ShouldBe("/admin/kampanjer");
        (await editor.GetPageAsync("/admin/kampanjer/andras")).ValueOf("Input.Title").ShouldBe("Före");
    }

    [Fact]
    public async Task A_draft_is_there_for_nobody_who_may_not_edit_it()
    {
        await StoreAsync("tyst", Bodies.Fine with { Title = "Tyst utkast", IsExternal = true });
        await StoreAsync("synlig", Bodies.Fine with { Title = "Synlig", IsExternal = true }, publish: true);
        foreach (var name in new[] { null, "medarbetare", "handlaggare", "chef", "idelots", "ledning", "panel" })
        {
            using var visitor = name is null ? host.Visit() : await host.SignInAsync(name);
            foreach (var path in new[] { "/kampanjer/tyst", "/kampanjer/tyst?utkast", "/kampanjer/tyst/bild", "/kampanjer/tyst/bild?utkast", "/kampanjer/synlig?utkast" })
            {
                using var answer = await visitor.GetAsync(path);
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{name} {path}");
                (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Tyst utkast");
            }

            if (name is not null)
            {
                foreach (var path in new[] { "/admin/kampanjer/tyst", "/admin/kampanjer/tyst/bild", "/admin/kampanjer/synlig" })
                {
                    using var answer = await visitor.GetAsync(path);
                    answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{name} {path}");
                }

                (await visitor.GetPageAsync("/admin/kampanjer/ny")).Status.ShouldBe(HttpStatusCode.Forbidden, name);
            }
        }
    }

    [Fact]
    public async Task Who_answers_for_a_campaign_edits_that_one_and_no_other()
    {
        using var coach = await host.SignInAsync("idelots");
        (await coach.GetPageAsync("/kampanjer/en-skola-for-alla")).Links.ShouldContain("/admin/kampanjer/en-skola-for-alla");
        (await coach.GetPageAsync("/admin/kampanjer/en-skola-for-alla")).Status.ShouldBe(HttpStatusCode.OK);
        (await coach.GetPageAsync("/admin/kampanjer/centrumvision")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await coach.GetPageAsync("/admin/kampanjer")).Text.ShouldNotContain("Centrumvision");
        (await coach.GetPageAsync("/admin/kampanjer/ny")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync("/kampanjer/en-skola-for-alla")).Links.ShouldNotContain("/admin/kampanjer/en-skola-for-alla");
        (await staff.GetPageAsync("/admin/kampanjer")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Two_editors_at_once_lose_nothing_and_the_second_is_told()
    {
        await StoreAsync("samtidigt", Bodies.Fine);
        using var one = await host.SignInAsync("redaktor");
        using var other = await host.SignInAsync("admin");
        var (first, second) = (await one.GetPageAsync("/admin/kampanjer/samtidigt"), await other.GetPageAsync("/admin/kampanjer/samtidigt"));
        await one.SubmitAsync(first, new() { ["Input.Title"] = "Den enas" });

        var told = await other.SubmitAsync(second, new() { ["Input.Title"] = "Den andras", ["Input.Why"] = "Min långa text" }, button: Publish);
        told.Status.ShouldBe(HttpStatusCode.Conflict);
        (told.ValueOf("Input.Title"), told.ValueOf("Input.Why")).ShouldBe(("Den andras", "Min långa text"));
        told.TextOf("[role=alert]")!.ShouldContain("Någon annan hann före");
        (await BodyAsync("samtidigt")).Title.ShouldBe("Den enas");

        (await other.SubmitAsync(told)).Status.ShouldBe(HttpStatusCode.OK);
        (await BodyAsync("samtidigt")).Title.ShouldBe("Den andras", "saved again, having been told");
    }

    [Fact]
    public async Task Questions_are_added_moved_and_removed_without_losing_a_word()
    {
        using var editor = await host.SignInAsync("redaktor");
        var page = await editor.SubmitAsync(await editor.GetPageAsync("/admin/kampanjer/ny"), new(Whole) { ["Input.Title"] = "Frågvis" }, button: "[name=change][value=Choice]");
        page = await editor.SubmitAsync(page, new() { ["Input.Questions[0].Label"] = "Vilken?", ["Input.Questions[0].Options"] = "Röd\nGrön" }, button: "[name=change][value=Scale]");
        page = await editor.SubmitAsync(page, new() { ["Input.Questions[1].Label"] = "Hur bra?", ["Input.Questions[1].Low"] = "Inte", ["Input.Questions[1].High"] = "Mycket" }, button: "[name=change][value=Text]");
        page = await editor.SubmitAsync(page, new() { ["Input.Questions[2].Label"] = "Vilken?" }, button: "[name=change][value='up:2']");
        page = await editor.SubmitAsync(page, button: "[name=change][value='down:0']");
        page.ValueOf("Input.Title").ShouldBe("Frågvis");
        page.ValueOf("Input.Why").ShouldBe("Därför **nu**.");
        page.ValueOf("Input.Questions[1].Options").ShouldBe("Röd\nGrön");
        (await host.ReadAsync(db => db.Set<Campaign>().CountAsync(c => c.Slug == "fragvis"))).ShouldBe(0, "nothing is saved by adding a row");

        await editor.SubmitAsync(page);
        (await BodyAsync("fragvis")).Questions.Select(q => (q.Key, q.Label)).ShouldBe([("vilken", "Vilken?"), ("vilken-2", "Vilken?"), ("hur-bra", "Hur bra?")], ignoreOrder: true);

        page = await editor.SubmitAsync(await editor.GetPageAsync("/admin/kampanjer/fragvis"), new() { ["Input.Questions[0].Label"] = "Andra ord?" }, button: "[name=change][value='remove:2']");
        var before = (await BodyAsync("fragvis")).Questions[0].Key;
        await editor.SubmitAsync(page);
        var after = (await BodyAsync("fragvis")).Questions;
        after.Count.ShouldBe(2);
        after[0].Key.ShouldBe(before, "answers are kept under it");
    }

    [Fact]
    public async Task A_preview_shows_what_stands_in_the_form_and_saves_nothing()
    {
        using var editor = await host.SignInAsync("redaktor");
        var form = await editor.GetPageAsync("/admin/kampanjer/ny");
        var preview = await editor.SubmitAsync(
            form, new(Whole) { ["Input.Title"] = "<b>Titt</b>", ["Input.Why"] = "**Fet** <script>x</script> [x](javascript:x)", ["Input.ResourcePerson"] = "finns.inte" }, button: "[formtarget=_blank]");
        preview.Status.ShouldBe(HttpStatusCode.OK);
        preview.Heading.ShouldBe("<b>Titt</b>");
        preview.Document.QuerySelector(".k-prose strong")!.TextContent.ShouldBe("Fet");
        preview.Document.QuerySelectorAll("main script, main b, main a[href^='javascript']").ShouldBeEmpty();
        preview.Document.QuerySelector("link[href='/kampanjer/farg/1f6f5c.css']").ShouldNotBeNull();
        (await host.ReadAsync(db => db.Set<Campaign>().CountAsync(c => c.Slug.StartsWith("b-titt")))).ShouldBe(0);

        using var without = await editor.PostFormAsync("/admin/kampanjer/forhandsgranska", new() { ["Input.Title"] = "Titt" });
        without.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "a preview needs the token too");
        using var staff = await host.SignInAsync("medarbetare");
        var token = (await staff.GetPageAsync("/forslag/nytt")).ValueOf("__RequestVerificationToken");
        using var refused = await staff.PostFormAsync("/admin/kampanjer/forhandsgranska", new() { ["Input.Title"] = "Titt", ["__RequestVerificationToken"] = token! });
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Mistakes_are_shown_beside_what_was_typed()
    {
        using var editor = await host.SignInAsync("redaktor");
        var form = await editor.GetPageAsync("/admin/kampanjer/ny");
        var page = await editor.SubmitAsync(form, new(Whole)
        {
            ["Input.Title"] = new string('x', 500), ["Input.First"] = "i morgon", ["Input.Accent"] = "#ffee00", ["Input.ResourcePerson"] = "'; DROP TABLE x; --",
        });
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.ValueOf("Input.First").ShouldBe("i morgon");
        page.ValueOf("Input.ResourcePerson").ShouldBe("'; DROP TABLE x; --");
        page.ValueOf("Input.Why").ShouldBe("Därför **nu**.");
        page.Document.QuerySelectorAll("[data-error-summary] li").Length.ShouldBe(4, page.TextOf("[data-error-summary]"));
    }

    [Fact]
    public async Task Who_answers_is_found_by_name_and_namesakes_are_told_apart()
    {
        using var editor = await host.SignInAsync("redaktor");
        var page = await editor.SubmitAsync(await editor.GetPageAsync("/admin/kampanjer/ny"), new(Whole) { ["Input.Title"] = "Vem svarar", ["Input.ResourcePerson"] = "a" });
        page.TextOf("[data-error-summary]")!.ShouldContain("Flera heter så");
        page = await editor.SubmitAsync(page, new() { ["Input.ResourcePerson"] = "sofie nyman" });
        page.ValueOf("Input.ResourcePerson").ShouldBe("idelots");
        page = await editor.SubmitAsync(page, new() { ["Input.ResourcePerson"] = "Ingen Alls" });
        page.TextOf("[data-error-summary]")!.ShouldContain("Vi hittar ingen");
    }

    [Fact]
    public async Task A_campaign_that_never_was_published_can_be_thrown_away_and_another_only_hidden()
    {
        await StoreAsync("kastas", Bodies.Fine);
        await StoreAsync("goms", Bodies.Fine, publish: true);
        using var editor = await host.SignInAsync("redaktor");
        await editor.SubmitAsync(await editor.GetPageAsync("/admin/kampanjer/kastas"), form: "form[action*='Discard']");
        (await host.ReadAsync(db => db.Set<Campaign>().CountAsync(c => c.Slug == "kastas"))).ShouldBe(0);

        var hidden = await editor.SubmitAsync(await editor.GetPageAsync("/admin/kampanjer/goms"), form: "form[action*='Unpublish']");
        hidden.Document.QuerySelector("form[action*='Discard']").ShouldBeNull();
        (await editor.GetPageAsync("/kampanjer/goms")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<CampaignBody> BodyAsync(string slug) => (await host.ReadAsync(db => db.Set<Campaign>().SingleAsync(c => c.Slug == slug))).Working;

    private Task StoreAsync(string slug, CampaignBody body, bool publish = false) => host.InScopeAsync(async services =>
    {
        var campaign = Campaign.Create(slug, body, by: null, host.Clock.NowUtc).Value;
        if (publish)
        {
            campaign.Announce(by: null, host.Clock.NowUtc).Succeeded.ShouldBeTrue();
        }

        var db = services.GetRequiredService<AppDb>();
        db.Add(campaign);
        return await db.SaveChangesAsync();
    });
}

public sealed class SqliteEditingPages(SqliteHost host) : EditingPages(host), IClassFixture<SqliteHost>;

public sealed class PostgresEditingPages(PostgresHost host) : EditingPages(host), IClassFixture<PostgresHost>;
