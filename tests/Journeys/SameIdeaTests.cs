using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>Two had the same idea: who reads one finds the other, and who decides makes one of the two.</summary>
public abstract class SameIdeaTests(TestHost host)
{
    [Fact]
    public async Task A_reader_comes_from_one_to_the_other_with_script_and_without()
    {
        const string older = "Lånecyklar vid busstationen i Borensberg";
        const string newer = "Lånecykel vid busstation i Borensberg";
        var hands = host.Hands();
        await using var staff = await Person.ArriveAsync(host, "medarbetare", hands: hands);
        await ProposeAsync(staff, older);
        var number = await ProposeAsync(staff, newer);

        await using var reader = await Person.ArriveAsync(host, "medarbetare2", hands: hands);
        await reader.OpenAsync($"/forslag/{number}");
        await reader.Main.Locator("#liknande").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(reader.Main.Locator("#liknande h3").First).ToHaveTextAsync(older);
        await Assertions.Expect(reader.Main.Locator("#liknande")).ToContainTextAsync("Mycket likt");
        await Assertions.Expect(reader.Main.Locator("#liknande")).Not.ToContainTextAsync("Visa liknande förslag");
        await reader.CheckAsync();
        await reader.FollowAsync(older);
        await HeadedAsync(reader, older);

        await using var plain = await Person.ArriveAsync(host, "medarbetare2", new Look(Script: false));
        await plain.GoAsync($"/forslag/{number}");
        await plain.Main.GetByRole(AriaRole.Link, new() { Name = "Visa liknande förslag" }).ClickAsync();
        await HeadedAsync(plain, "Liknande förslag");
        await plain.Main.GetByRole(AriaRole.Link, new() { Name = older }).ClickAsync();
        await HeadedAsync(plain, older);
    }

    [Fact]
    public async Task A_manager_compares_merges_with_one_press_and_takes_it_back()
    {
        var hands = host.Hands();
        await using var staff = await Person.ArriveAsync(host, "medarbetare", hands: hands);
        var older = await ProposeAsync(staff, "Fågelholkar av spillvirke längs gångvägen");
        var newer = await ProposeAsync(staff, "Fågelholk av spillvirke längs gångvägar");

        await using var manager = await Person.ArriveAsync(host, "chef", hands: hands);
        await manager.OpenAsync($"/forslag/{newer}/beslut");
        await manager.FollowAsync("Jämför först");
        await manager.SeesAsync("Jämför dem");
        await manager.OpenAsync($"/forslag/{newer}/beslut");
        await manager.PressAsync($"Slå samman nr {newer} med nr {older}");
        await manager.SeesAsync("Klart! Förslaget är sammanslaget med ett annat.");
        await manager.FollowAsync("Ta isär dem igen");
        await manager.WriteAsync("Varför tas de isär?", "De gäller olika vägar.");
        await manager.PressAsync("Ta isär förslagen");
        await manager.SeesAsync("Fortsätter på egen hand");
    }

    private static async Task<int> ProposeAsync(Person person, string title)
    {
        await person.OpenAsync("/forslag/nytt");
        await person.ProposeAsync(title);
        return person.Number();
    }

    private static Task HeadedAsync(Person person, string words) =>
        Assertions.Expect(person.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(words);
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteSameIdeaTests(SqliteJourneyHost host) : SameIdeaTests(host);

[Collection(nameof(OnPostgres))]
public sealed class PostgresSameIdeaTests(PostgresJourneyHost host) : SameIdeaTests(host);
