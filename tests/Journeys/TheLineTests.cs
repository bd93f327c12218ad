using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>The main job through the browser: proposed on a campaign's page, routed, decided with a motivation, planned, implemented, told as a good example.</summary>
public abstract class TheLineTests(TestHost host)
{
    [Fact]
    public async Task A_proposal_travels_from_the_campaign_page_to_the_months_good_example()
    {
        var hands = host.Hands();
        const string title = "Lugn korridor före provet";
        await using var staff = await Person.ArriveAsync(host, "medarbetare", hands: hands);
        await staff.OpenAsync("/");
        await staff.PictureAsync("start");
        await staff.FollowAsync("En skola för alla");
        await staff.PictureAsync("campaign");
        await staff.FollowAsync("Lämna ett förslag");

        // First without a solution: told what is missing, nothing lost.
        await staff.WriteAsync("Rubrik", title);
        await staff.WriteAsync("Vad är problemet?", "Det är stökigt runt salarna.");
        await staff.PressAsync("Lämna förslaget");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Beskriv vad du föreslår.");
        await Assertions.Expect(staff.Page.GetByLabel("Rubrik")).ToHaveValueAsync(title);
        await staff.WriteAsync("Vad föreslår du?", "Sätt upp en skylt.");
        await staff.TickAsync("3"); // On the campaign's own scale of 1 to 5.
        await staff.PressAsync("Lämna förslaget");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tack!");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tomas Lindqvist");
        await staff.SeesAsync("3 av 5");

        await staff.UnfoldAsync("Varför hamnade det här?");
        await Assertions.Expect(staff.Page.Locator("#varfor")).ToContainTextAsync("chef för enheten");

        await staff.OpenAsync($"/idebank?q={title.ToUpperInvariant()}");
        await staff.SeesAsync(title);
        await staff.PictureAsync("idebank");

        await using var manager = await Person.ArriveAsync(host, "chef", hands: hands);
        await manager.OpenAsync("/");
        await manager.FollowAsync("Öppna mina ärenden");
        await manager.PictureAsync("inbox");
        await manager.FollowAsync(title);
        await manager.TickAsync("Godkänn");
        await manager.WriteAsync("Motivering", "Bra tänkt. Vi provar redan nästa vecka.");
        await manager.PressAsync("Lämna beslutet");
        await manager.SeesAsync("Bra tänkt.");

        await manager.FollowAsync("Planera genomförandet");
        await manager.PressAsync("Sätt igång");
        await manager.FollowAsync("Berätta när förslaget är genomfört");
        await manager.WriteAsync("Vad blev bättre?", "Det är tystare, säger både elever och lärare.");
        await manager.PressAsync("Markera som genomfört");
        await manager.SeesAsync("Genomfört");
        await manager.PictureAsync("proposal");

        await using var editor = await Person.ArriveAsync(host, "redaktor", hands: hands);
        await editor.GoAsync(manager.Page.Url);
        await editor.FollowAsync("Fortsätt på utkastet till gott exempel");
        await editor.WriteAsync("Kort beskrivning", "En skylt gav arbetsro.");
        await editor.TickAsync("Personen har sagt ja");
        await editor.PressAsync("Publicera");
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(title);

        await using var visitor = await Person.ArriveAsync(host, null, hands: hands);
        await visitor.OpenAsync("/");
        await visitor.FollowAsync(title);
        await visitor.SeesAsync("En skylt gav arbetsro.");
        var feed = await visitor.Page.APIRequest.GetAsync("/goda-exempel/feed.atom");
        (await feed.TextAsync()).ShouldContain(title);

        await staff.OpenAsync("/notiser");
        await staff.SeesAsync(title);
    }

    [Fact]
    public async Task The_form_works_without_script()
    {
        await using var staff = await Person.ArriveAsync(host, "medarbetare2", new Look(Script: false));
        await staff.GoAsync("/forslag/nytt");
        await staff.WriteAsync("Rubrik", "Utan skript");
        await staff.WriteAsync("Vad är problemet?", "Datorn är gammal.");
        await staff.WriteAsync("Vad föreslår du?", "Det ska gå ändå.");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Lämna förslaget" }).ClickAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tack!");
    }
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteTheLineTests(SqliteJourneyHost host) : TheLineTests(host);

[Collection(nameof(OnPostgres))]
public sealed class PostgresTheLineTests(PostgresJourneyHost host) : TheLineTests(host);
