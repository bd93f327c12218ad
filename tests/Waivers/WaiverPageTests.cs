using System.Net;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Waivers.Tests;

public abstract class WaiverPageTests(TestHost host)
{
    private const string Reason = "Vindsnurran vill jag bygga själv.";

    [Fact]
    public async Task From_request_to_acceptance()
    {
        using var author = await host.SignInAsync("medarbetare");
        var number = await Handed.InAsync(author, confidential: true);
        (await author.GetPageAsync($"/forslag/{number}")).Links.ShouldContain($"/forslag/{number}/friskrivning");

        var form = await author.GetPageAsync($"/forslag/{number}/friskrivning");
        form.Text.ShouldContain("Är du lärare?");
        form.Text.ShouldContain("jurist ska granska", customMessage: "the text that one would accept is there before one asks");
        form.Statements.Count.ShouldBeLessThanOrEqualTo(8, string.Join("\n\n", form.Statements));
        var empty = await author.SubmitAsync(form, new() { ["Reason"] = " " });
        empty.Status.ShouldBe(HttpStatusCode.BadRequest);
        empty.TextOf("#Reason-error").ShouldNotBeNull();

        var asked = await author.SubmitAsync(empty, new() { ["Reason"] = Reason });
        asked.Text.ShouldContain("Du har begärt en friskrivning");
        (await author.SubmitAsync(form, new() { ["Reason"] = "Igen" })).Path.ShouldBe(asked.Path, "a double click finds the first one");

        using var coach = await host.SignInAsync("central-idelots");
        var list = await coach.GetPageAsync("/admin/friskrivning");
        list.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        list.Links.ShouldContain(asked.Path);
        var decision = await coach.GetPageAsync(asked.Path);
        decision.Text.ShouldContain(Reason);
        var undecided = await coach.SubmitAsync(decision, new() { ["Reason"] = "Skäl" });
        undecided.Status.ShouldBe(HttpStatusCode.BadRequest);
        undecided.ValueOf("Reason").ShouldBe("Skäl", "what was typed stays");
        var granted = await coach.SubmitAsync(undecided, new() { ["Outcome"] = "Granted", ["Reason"] = "Inte vår verksamhet." });
        granted.Text.ShouldContain("Inte vår verksamhet.");
        (await coach.SubmitAsync(decision, new() { ["Outcome"] = "Refused", ["Reason"] = "Nej" })).Status.ShouldBe(HttpStatusCode.Conflict, "decided once");

        var offer = await author.GetPageAsync(asked.Path);
        (await author.SubmitAsync(offer, form: "form[action*='Accept']")).TextOf("#HaveRead-error").ShouldNotBeNull();
        var accepted = await author.SubmitAsync(offer, new() { ["HaveRead"] = "true" }, form: "form[action*='Accept']");
        accepted.Text.ShouldContain("har godkänt version 1");
        (await author.GetPageAsync($"/forslag/{number}")).Text.ShouldContain("Godkänd och gällande");

        await PublishTextAsync("Nu avstår kommunen från mer.");
        var kept = await author.GetPageAsync(asked.Path);
        kept.Text.ShouldContain("jurist ska granska", customMessage: "the version that was accepted stays");
        kept.Text.ShouldNotContain("avstår kommunen från mer");

        await host.DrainAsync();
        (await author.GetPageAsync("/notiser")).Text.ShouldContain("Din begäran om friskrivning");
        var notices = await coach.GetPageAsync("/notiser");
        notices.Text.ShouldContain("Någon har begärt friskrivning");
        notices.Text.ShouldContain("godkänd och gäller");
    }

    [Fact]
    public async Task It_is_there_only_for_those_concerned()
    {
        using var author = await host.SignInAsync("medarbetare");
        foreach (var confidential in new[] { true, false })
        {
            var number = await Handed.InAsync(author, confidential);
            var asked = await author.SubmitAsync(await author.GetPageAsync($"/forslag/{number}/friskrivning"), new() { ["Reason"] = Reason });
            foreach (var person in new[] { "medarbetare2", "handlaggare", "chef", "idelots", "redaktor", "ledning", "panel" })
            {
                using var other = await host.SignInAsync(person);
                foreach (var path in new[] { asked.Path, $"/forslag/{number}/friskrivning" })
                {
                    var page = await other.GetPageAsync(path);
                    page.Status.ShouldBe(HttpStatusCode.NotFound, $"{person} {path}");
                    page.Html.ShouldNotContain("Vindsnurran");
                }

                (await other.GetPageAsync($"/forslag/{number}")).Html.ShouldNotContain("friskrivning", Case.Insensitive);
                using var list = await other.GetAsync("/admin/friskrivning");
                list.StatusCode.ShouldNotBe(HttpStatusCode.OK, person);
            }

            using var administrator = await host.SignInAsync("admin");
            (await administrator.GetPageAsync(asked.Path)).Status.ShouldBe(confidential ? HttpStatusCode.NotFound : HttpStatusCode.OK);
            (await administrator.GetPageAsync("/admin/friskrivning")).Links.Contains(asked.Path).ShouldBe(!confidential);
        }
    }

    [Fact]
    public async Task Nobody_but_the_entitled_decides_or_accepts()
    {
        using var author = await host.SignInAsync("medarbetare");
        var number = await Handed.InAsync(author, confidential: false);
        var asked = await author.SubmitAsync(await author.GetPageAsync($"/forslag/{number}/friskrivning"), new() { ["Reason"] = Reason });
        (await PostAsync(author, asked, "Decide", new() { ["Outcome"] = "Granted", ["TextNumber"] = "1", ["Reason"] = "Ja" })).ShouldBe(HttpStatusCode.Forbidden);
        using var coach = await host.SignInAsync("central-idelots");
        var page = await coach.GetPageAsync(asked.Path);
        (await PostAsync(coach, page, "Accept", new() { ["TextNumber"] = "1", ["HaveRead"] = "true" })).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(coach, page, "TakeBack", [])).ShouldBe(HttpStatusCode.Forbidden);
        using var other = await host.SignInAsync("medarbetare2");
        var elsewhere = await other.GetPageAsync($"/forslag/{number}");
        foreach (var handler in new[] { "Decide", "Accept", "TakeBack", "Ask" })
        {
            (await PostAsync(other, elsewhere with { Path = asked.Path }, handler, new() { ["Outcome"] = "Granted", ["Reason"] = "x", ["TextNumber"] = "1" })).ShouldBe(HttpStatusCode.NotFound, handler);
        }

        (await host.ReadAsync(db => db.Set<Waiver>().SingleAsync(w => w.ProposalNumber == number))).Status.ShouldBe(WaiverStatus.Requested);
        var back = await author.SubmitAsync(asked, form: "form[action*='TakeBack']");
        back.Text.ShouldContain("tagit tillbaka");
        (await author.SubmitAsync(back, new() { ["Reason"] = "En gång till" })).Text.ShouldContain("Du har begärt", customMessage: "and may be asked for again");
    }

    [Fact]
    public async Task The_central_coach_does_not_decide_on_an_own_idea()
    {
        using var coach = await host.SignInAsync("central-idelots");
        var number = await Handed.InAsync(coach, confidential: true);
        var asked = await coach.SubmitAsync(await coach.GetPageAsync($"/forslag/{number}/friskrivning"), new() { ["Reason"] = Reason });
        asked.Document.QuerySelector("[name=Outcome]").ShouldBeNull();
        (await PostAsync(coach, asked, "Decide", new() { ["Outcome"] = "Granted", ["TextNumber"] = "1", ["Reason"] = "Ja" })).ShouldBe(HttpStatusCode.Forbidden);

        using var administrator = await host.SignInAsync("admin");
        (await administrator.GetPageAsync($"/forslag/{number}")).Status.ShouldBe(HttpStatusCode.NotFound, "confidential still");
        var decision = await administrator.GetPageAsync(asked.Path);
        (await administrator.SubmitAsync(decision, new() { ["Outcome"] = "Refused", ["Reason"] = "Vi behåller rätten." })).Text.ShouldContain("Vi behåller rätten.");
    }

    [Fact]
    public async Task Somebody_elses_open_proposal_has_no_way_to_a_waiver()
    {
        using var author = await host.SignInAsync("medarbetare");
        var number = await Handed.InAsync(author, confidential: false);
        using var other = await host.SignInAsync("medarbetare2");
        foreach (var path in new[] { $"/forslag/{number}/friskrivning", "/forslag/0/friskrivning", "/forslag/999999/friskrivning" })
        {
            (await other.GetPageAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task A_co_author_finds_the_way_to_a_waiver_of_their_own()
    {
        using var author = await host.SignInAsync("medarbetare");
        var number = await Handed.InAsync(author, confidential: true, coAuthor: "medarbetare2");
        using var partner = await host.SignInAsync("medarbetare2");
        var proposal = await partner.GetPageAsync($"/forslag/{number}");
        proposal.Links.ShouldContain($"/forslag/{number}/friskrivning");
        proposal.Statements.Count.ShouldBeLessThanOrEqualTo(8, string.Join("\n\n", proposal.Statements));
        var asked = await partner.SubmitAsync(await partner.GetPageAsync($"/forslag/{number}/friskrivning"), new() { ["Reason"] = Reason });
        (await partner.GetPageAsync($"/forslag/{number}")).Links.ShouldContain(asked.Path);

        var authors = await author.GetPageAsync($"/forslag/{number}");
        authors.Links.ShouldNotContain(asked.Path, "what the other has asked for is the other's");
        authors.Links.ShouldContain($"/forslag/{number}/friskrivning");
    }

    [Fact]
    public async Task When_its_proposal_is_withdrawn_administrators_see_it_no_longer_unless_they_have_decided_it()
    {
        using var author = await host.SignInAsync("medarbetare");
        using var administrator = await host.SignInAsync("admin");
        using var coach = await host.SignInAsync("central-idelots");
        var waivers = new List<string>();
        foreach (var isDecided in new[] { false, true })
        {
            var number = await Handed.InAsync(author, confidential: false);
            var asked = await author.SubmitAsync(await author.GetPageAsync($"/forslag/{number}/friskrivning"), new() { ["Reason"] = Reason });
            if (isDecided)
            {
                await administrator.SubmitAsync(await administrator.GetPageAsync(asked.Path), new() { ["Outcome"] = "Refused", ["Reason"] = "Vi behåller rätten." });
            }

            (await administrator.GetPageAsync(asked.Path)).Status.ShouldBe(HttpStatusCode.OK);
            await author.SubmitAsync(await author.GetPageAsync($"/forslag/{number}/aterkalla"), new() { ["Input.Why"] = "Jag vill utveckla den själv." });
            waivers.Add(asked.Path);
        }

        (await administrator.GetPageAsync(waivers[0])).Status.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.GetPageAsync("/admin/friskrivning")).Links.ShouldNotContain(waivers[0]);
        (await administrator.GetPageAsync(waivers[1])).Text.ShouldContain("Vi behåller rätten.");
        foreach (var path in waivers)
        {
            (await coach.GetPageAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
            (await author.GetPageAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(Visitor visitor, Page from, string handler, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = from.ValueOf("__RequestVerificationToken")!;
        using var answer = await visitor.PostFormAsync($"{from.Path.Split('?')[0]}?handler={handler}", fields);
        return answer.StatusCode;
    }

    private Task<int> PublishTextAsync(string body) => host.ReadAsync(async db =>
    {
        var newest = await db.NewestTextAsync(CancellationToken.None);
        db.Add(WaiverText.After(newest, "Friskrivning", body, null, host.Clock.NowUtc).Value);
        return await db.SaveChangesAsync();
    });
}

public sealed class SqliteWaiverPageTests(SqliteHost host) : WaiverPageTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresWaiverPageTests(PostgresHost host) : WaiverPageTests(host), IClassFixture<PostgresHost>;

internal static class Handed
{
    public static async Task<int> InAsync(Visitor author, bool confidential, string? coAuthor = null)
    {
        var form = await author.GetPageAsync("/forslag/nytt");
        var sent = await author.SubmitAsync(form, new()
        {
            ["Input.Title"] = "Snurra på taket", ["Input.Problem"] = "Det blåser.", ["Input.Solution"] = "Ta vara på det.",
            ["Input.Confidential"] = confidential ? "true" : null, ["Input.ConfidentialReason"] = confidential ? "Kan gå att patentera." : null,
            ["Input.CoAuthors"] = coAuthor,
        });
        sent.Text.ShouldContain("Tack!");
        return int.Parse(sent.Path.Split('/')[2].Split('?')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
