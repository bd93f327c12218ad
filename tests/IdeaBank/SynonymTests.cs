using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Tests;

public abstract class SynonymTests(TestHost host)
{
    [Theory]
    [InlineData("", null)]
    [InlineData("skolbuss", null)]
    [InlineData("skolbuss, skolbussen", null)]
    [InlineData("och, eller", null)]
    [InlineData("den stora gula bussen till skolan, skolbuss", null)]
    [InlineData("skolbuss", "och")]
    public void A_synonym_says_something(string words, string? means) => Synonym.Of(Language.Analyzer.Of("sv"), words, means).Succeeded.ShouldBeFalse();

    [Fact]
    public async Task Both_ways_or_one_and_several_words_for_one()
    {
        await ClearAsync();
        await host.PutAsync(Bank.Proposal(1, "Ny skolbuss", "p", "l"));
        await host.PutAsync(Bank.Proposal(2, "Billigare mat", "p", "l"));
        await host.PutAsync(Bank.Proposal(3, "E-tjänst för ekonomiskt bistånd", "p", "l"));
        (await FindAsync("skoltaxi")).ShouldBeEmpty();

        using var admin = await host.SignInAsync("admin");
        await SaveAsync(admin, "skoltaxi, skolbuss", null);
        await SaveAsync(admin, "lunch", "mat");
        await SaveAsync(admin, "socialbidrag, ekonomiskt bistånd", null);

        (await FindAsync("skoltaxi"))[0].ShouldBe(1);
        (await FindAsync("lunchen"))[0].ShouldBe(2);
        (await FindAsync("socialbidraget"))[0].ShouldBe(3);
        (await KeysAsync()).ShouldBe(5);

        // Sorted by the words, so the first is "lunch".
        var page = await admin.GetPageAsync("/admin/synonymer");
        var edit = await admin.GetPageAsync(page.Links.First(l => l.Contains("andra=", StringComparison.Ordinal)));
        edit.Html.ShouldContain("value=\"lunch\"");
        await admin.SubmitAsync(edit, new() { ["Input.Words"] = "kaffe, fika", ["Input.Means"] = "" });
        (await KeysAsync()).ShouldBe(6);
        (await FindAsync("lunch")).ShouldBeEmpty();

        await admin.SubmitAsync(await admin.GetPageAsync("/admin/synonymer"), form: "form[action*='handler=Delete']");
        (await KeysAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task A_synonym_is_tried_without_being_kept()
    {
        await ClearAsync();
        await host.PutAsync(Bank.Proposal(1, "Ny skolbuss", "p", "l"));
        using var admin = await host.SignInAsync("admin");
        var page = await admin.SubmitAsync(
            await admin.GetPageAsync("/admin/synonymer"), new() { ["Input.Words"] = "skoltaxi, skolbuss", ["Input.Query"] = "skoltaxi" }, button: "[formaction*='handler=Try']");
        page.Text.ShouldContain("Ny skolbuss");
        page.Html.ShouldContain("skoltaxi, skolbuss");
        (await KeysAsync()).ShouldBe(0);
        (await FindAsync("skoltaxi")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_those_who_look_after_the_bank_edit_synonyms()
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var answer = await staff.GetAsync("/admin/synonymer");
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    private async Task ClearAsync()
    {
        await host.ClearAsync();
        await host.ReadAsync(async db => await db.Set<Synonym>().ExecuteDeleteAsync() + await db.Set<SynonymKey>().ExecuteDeleteAsync());
    }

    private Task<int> KeysAsync() => host.ReadAsync(db => db.Set<SynonymKey>().CountAsync());

    private static async Task SaveAsync(Visitor admin, string words, string? means) =>
        (await admin.SubmitAsync(await admin.GetPageAsync("/admin/synonymer"), new() { ["Input.Words"] = words, ["Input.Means"] = means ?? "" })).Text.ShouldContain("Ändringen är sparad");

    private async Task<int[]> FindAsync(string text) =>
        [.. (await host.AskAsync((search, _) => search.FindAsync(new IdeaQuery { Text = text, Size = 10 }, CancellationToken.None))).Items.Select(i => i.Number)];
}

public sealed class SqliteSynonymTests(SqliteHost host) : SynonymTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresSynonymTests(PostgresHost host) : SynonymTests(host), IClassFixture<PostgresHost>;
