using System.Net;
using IntranetInnovation.IdeaBank.SavedSearches;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>A search is saved, found again, named, dropped, and tells of what is new to those who may see it.</summary>
public abstract class SavedSearchTests(TestHost host)
{
    [Fact]
    public async Task A_search_is_saved_from_the_page_opened_renamed_and_deleted()
    {
        using var staff = await host.SignInAsync("panel");
        var bank = await staff.GetPageAsync("/idebank?q=skolan&status=implemented&status=approved&from=2020-01-01&sort=newest");
        bank.ValueOf("Name").ShouldBe("skolan, Genomfört, Godkänt, Från 2020-01-01");
        var list = await staff.SubmitAsync(bank, form: "#spara form");
        list.Text.ShouldContain("Sökningen är sparad.");
        var link = list.Links.Single(l => l.StartsWith("/mina/sokningar/", StringComparison.Ordinal));
        var opened = await staff.GetPageAsync(link);
        opened.ValueOf("q").ShouldBe("skolan");
        opened.Document.QuerySelectorAll("input[name=status][checked]").Length.ShouldBe(2);
        opened.TextOf("#hits").ShouldBe(bank.TextOf("#hits"));

        var changing = await staff.GetPageAsync(list.Links.Single(l => l.Contains("andra=", StringComparison.Ordinal)));
        var unnamed = await staff.SubmitAsync(changing, new() { ["Name"] = " " }, form: "form.k-form");
        unnamed.Text.ShouldContain("Skriv vad sökningen ska heta.");
        var renamed = await staff.SubmitAsync(unnamed, new() { ["Name"] = "Klart i skolan", ["Tells"] = "true" }, form: "form.k-form");
        renamed.Links.ShouldContain(link);
        renamed.Text.ShouldContain("Klart i skolan");
        renamed.Text.ShouldContain("Säger till");

        using var other = await host.SignInAsync("redaktor");
        (await other.GetPageAsync(link)).Text.ShouldContain("finns inte längre", customMessage: "somebody else's search is not there");
        (await other.GetPageAsync($"/mina/sokningar?andra={link[16..]}")).Status.ShouldBe(HttpStatusCode.NotFound);
        using (var nothing = await other.SendJsonAsync(HttpMethod.Delete, $"/api/v1/saved-searches/{link[16..]}"))
        {
            nothing.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await staff.GetPageAsync("/mina/sokningar")).Links.ShouldContain(link);
        (await staff.SubmitAsync(renamed, form: "li form")).Text.ShouldContain("Du har inga sparade sökningar");
        (await staff.GetPageAsync(link)).Text.ShouldContain("finns inte längre");
    }

    [Fact]
    public async Task The_same_search_saved_again_is_the_same_and_fifty_are_the_most()
    {
        using var staff = await host.SignInAsync("ledning");
        var first = await SaveAsync(staff, "Ett", "q=buss&status=implemented");
        (await SaveAsync(staff, "Två", "status=implemented&q=buss&page=3&size=nonsense")).ShouldBe(first);
        (await NamesAsync(staff)).ShouldBe(["Två"]);
        for (var n = 1; n < SavedSearch.MostEach; n++)
        {
            await SaveAsync(staff, $"Nr {n}", $"q=ord{n}");
        }

        using (var oneMore = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/saved-searches", new { name = "En till", query = "q=till", tells = false }))
        {
            oneMore.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await oneMore.Content.ReadAsStringAsync()).ShouldContain("50");
        }

        await SaveAsync(staff, "Tre", "q=buss&status=implemented");
        using (var dropped = await staff.SendJsonAsync(HttpMethod.Delete, $"/api/v1/saved-searches/{first}"))
        {
            dropped.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await NamesAsync(staff)).ShouldNotContain("Tre");
    }

    [Theory]
    [InlineData("", "q=a")]
    [InlineData(null, "q=a")]
    [InlineData("x", "long")]
    [InlineData("long", "q=a")]
    public async Task What_cannot_be_saved_is_refused_in_words(string? name, string query)
    {
        using var staff = await host.SignInAsync("medarbetare");
        name = name == "long" ? new string('x', SavedSearch.NameMax + 1) : name;
        query = query == "long" ? string.Join('&', Enumerable.Range(0, 50).Select(n => $"unit={new string('u', 70)}{n}")) : query;
        using var answer = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/saved-searches", new { name, query, tells = false });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task New_hits_are_told_once_a_day_to_those_who_asked_and_only_with_every_word()
    {
        using var asker = await host.SignInAsync("medarbetare2");
        using var writer = await host.SignInAsync("medarbetare");
        await ProposeAsync(writer, "Vintergröna kvastblommor i rondellen", "Det som fanns innan sökningen sparades.");
        await SaveAsync(asker, "Mina kvastblommor", "q=kvastblommor+rondell", tells: true);
        await SaveAsync(asker, "Tyst", "q=kvastblommor");
        await NextAsync(TimeSpan.FromMinutes(10));
        (await NoticesAsync(asker)).ShouldBeEmpty("what was there already is not new");

        await ProposeAsync(writer, "Bara kvastblommor", "Utan det andra ordet.");
        await ProposeAsync(asker, "Mina egna kvastblommor i rondellen", "Mitt eget.");
        await NextAsync(TimeSpan.FromMinutes(10));
        (await NoticesAsync(asker)).ShouldBeEmpty("one word of two, or one's own, is no news");

        await ProposeAsync(writer, "Kvastblommor vid rondellens kant", "Första nya.");
        await NextAsync(TimeSpan.FromMinutes(10));
        (await NoticesAsync(asker)).ShouldHaveSingleItem().ShouldContain("”Mina kvastblommor” har en ny träff: ”Kvastblommor vid rondellens kant”");
        (await NoticesAsync(writer)).ShouldBeEmpty();

        await ProposeAsync(writer, "Fler kvastblommor till rondellen", "Andra nya.");
        await ProposeAsync(writer, "Ännu fler kvastblommor till rondellen", "Tredje nya.");
        await NextAsync(TimeSpan.FromMinutes(10));
        (await NoticesAsync(asker)).Count.ShouldBe(1, "once a day is enough");
        await NextAsync(TimeSpan.FromHours(24));
        var told = await NoticesAsync(asker);
        told.Count.ShouldBe(2);
        told[0].ShouldContain("”Mina kvastblommor” har 2 nya träffar. Den senaste är ”Ännu fler kvastblommor till rondellen”");
        await NextAsync(TimeSpan.FromHours(24));
        (await NoticesAsync(asker)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_may_not_see()
    {
        using var concerned = await host.SignInAsync("central-idelots");
        using var other = await host.SignInAsync("handlaggare");
        using var writer = await host.SignInAsync("medarbetare");
        foreach (var visitor in new[] { concerned, other })
        {
            await SaveAsync(visitor, "Hemligt", "q=tjuvlarmsskiss", tells: true);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ProposeAsync(writer, "Tjuvlarmsskiss för arkivet", "Den ska inte synas.", confidential: true);
        await NextAsync(TimeSpan.FromMinutes(10));
        (await NoticesAsync(other)).ShouldBeEmpty();
        (await NoticesAsync(concerned)).ShouldHaveSingleItem().ShouldContain("Tjuvlarmsskiss");

        // Not by a number either, and what may be seen is told all the same.
        await ProposeAsync(writer, "Tjuvlarmsskiss för skåpet", "Den ska inte heller synas.", confidential: true);
        await ProposeAsync(writer, "Tjuvlarmsskiss för alla", "Den får synas.");
        await NextAsync(TimeSpan.FromMinutes(10));
        (await NoticesAsync(other)).ShouldHaveSingleItem().ShouldContain("har en ny träff: ”Tjuvlarmsskiss för alla”");
    }

    [Fact]
    public async Task What_comes_in_sight_of_everyone_later_is_new_then()
    {
        var secret = Bank.Proposal(990_001, "Kullersten", forEveryone: false);
        await ProjectAsync(secret);
        await ProjectAsync(secret with { Supports = 1 });
        (await NewAsync(secret.Number)).ShouldBe([secret.SubmittedUtc!.Value]);
        await ProjectAsync(secret with { IsForEveryone = true });
        (await NewAsync(secret.Number)).ShouldBe([secret.SubmittedUtc!.Value, host.Clock.NowUtc]);
        await ProjectAsync(secret with { IsForEveryone = true, Supports = 2 });
        (await NewAsync(secret.Number)).Count.ShouldBe(2);
        await ProjectAsync(Bank.Proposal(990_002, "Import"), silent: true);
        (await NewAsync(990_002)).ShouldBeEmpty("what is imported is not news");
    }

    [Fact]
    public async Task Who_leaves_takes_the_searches_along()
    {
        using var coach = await host.SignInAsync("idelots2");
        await SaveAsync(coach, "Kvar", "q=kvar");
        var id = (await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().PersonAsync("idelots2", CancellationToken.None)))!.Id;
        await host.ReadAsync(db => db.TransactAsync(_ =>
        {
            db.Raise(new PersonLeft(id));
            return Task.FromResult(Done.Ok);
        }));
        await host.DrainAsync();
        (await host.ReadAsync(db => db.Set<SavedSearch>().CountAsync(s => s.PersonId == id))).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("q=%22skol+g%C3%A5rd%22+-buss&department=skola&status=approved&status=rejected&from=2024-01-01&to=2024-12-31&sort=support")]
    public void An_address_read_is_the_address_written(string address)
    {
        var once = IdeaAddress.Of(IdeaAddress.Read(address));
        IdeaAddress.Of(IdeaAddress.Read(once)).ShouldBe(once);
        IdeaAddress.Read(once).Chosen.Values.Sum(v => v.Count).ShouldBe(address.Length == 0 ? 0 : 3);
    }

    private static async Task<Guid> SaveAsync(Visitor visitor, string name, string query, bool tells = false)
    {
        using var answer = await visitor.SendJsonAsync(HttpMethod.Post, "/api/v1/saved-searches", new { name, query, tells });
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("id").GetGuid();
    }

    private static async Task<List<string?>> NamesAsync(Visitor visitor) =>
        [.. (await visitor.GetJsonAsync("/api/v1/saved-searches")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString())];

    private static async Task ProposeAsync(Visitor visitor, string title, string problem, bool confidential = false)
    {
        using var answer = await visitor.SendJsonAsync(
            HttpMethod.Post, "/api/v1/proposals", new { title, problem, solution = "Så här.", confidential, confidentialReason = confidential ? "Skiss av larm" : null });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private async Task NextAsync(TimeSpan later)
    {
        host.Clock.Advance(later);
        await host.DrainAsync();
    }

    private static async Task<List<string>> NoticesAsync(Visitor visitor) =>
        [.. (await visitor.GetPageAsync("/notiser")).Document.QuerySelectorAll("main li").Select(l => l.TextContent).Where(t => t.Contains("sparade sökning", StringComparison.Ordinal))];

    private async Task ProjectAsync(Proposals.Contracts.ProjectedProposal proposal, bool silent = false) => (await host.InScopeAsync(services =>
    {
        var db = services.GetRequiredService<AppDb>();
        db.IsSilent = silent;
        return db.TransactAsync(async ct =>
        {
            foreach (var projection in services.GetServices<Proposals.Contracts.IProposalProjection>())
            {
                await projection.ProjectAsync([proposal], ct);
            }

            return Done.Ok;
        });
    })).Succeeded.ShouldBeTrue();

    private Task<List<DateTime>> NewAsync(int number) =>
        host.ReadAsync(db => db.Set<NewIdea>().Where(n => n.Number == number).OrderBy(n => n.SinceUtc).Select(n => n.SinceUtc).ToListAsync());
}

public sealed class SqliteSavedSearchTests(SqliteHost host) : SavedSearchTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresSavedSearchTests(PostgresHost host) : SavedSearchTests(host), IClassFixture<PostgresHost>;
