using System.Globalization;
using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>The main job through the browser: proposed on a campaign's page, routed, decided with a motivation, planned, implemented, told as a good example.</summary>
public abstract class TheLineTests(TestHost host)
{
    [Fact]
    public async Task A_proposal_travels_from_the_campaign_page_to_the_months_good_example()
    {
        const string title = "Lugn korridor före provet";
        await using var staff = await Person.ArriveAsync(host, "medarbetare");
        await staff.GoAsync("/");
        await staff.CheckAsync();
        await staff.PictureAsync("start");
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "En skola för alla" }).First.ClickAsync();
        await staff.CheckAsync();
        await staff.PictureAsync("campaign");
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Lämna ett förslag" }).First.ClickAsync();

        // First without a solution: told what is missing, nothing lost.
        await staff.Page.GetByLabel("Rubrik").FillAsync(title);
        await staff.Page.GetByLabel("Vad är problemet?").FillAsync("Det är stökigt utanför salarna när det är prov.");
        await Press(staff, "Lämna förslaget");
        await staff.CheckAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Beskriv vad du föreslår.");
        await Assertions.Expect(staff.Page.GetByLabel("Rubrik")).ToHaveValueAsync(title);
        await staff.Page.GetByLabel("Vad föreslår du?").FillAsync("Sätt upp en skylt och låt rastvärden gå den vägen.");
        await Press(staff, "Lämna förslaget");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tack!");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tomas Lindqvist");
        await staff.CheckAsync();
        var number = int.Parse(new Uri(staff.Page.Url).Segments[^1], CultureInfo.InvariantCulture);

        await staff.Page.GetByText("Varför hamnade det här?").ClickAsync();
        await Assertions.Expect(staff.Page.Locator("#varfor")).ToContainTextAsync("chef för enheten");

        await staff.GoAsync("/idebank?q=lugna+korridorer");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync(title);
        await staff.CheckAsync();
        await staff.PictureAsync("idebank");

        await using var manager = await Person.ArriveAsync(host, "chef");
        await manager.GoAsync("/mina/arenden");
        await manager.CheckAsync();
        await manager.PictureAsync("inbox");
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await manager.CheckAsync();
        await manager.Page.GetByLabel("Godkänn", new() { Exact = true }).CheckAsync();
        await manager.Page.GetByLabel("Motivering").FillAsync("Bra tänkt. Vi provar redan nästa vecka.");
        await Press(manager, "Lämna beslutet");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("Bra tänkt.");

        await manager.GoAsync($"/forslag/{number}/plan");
        await manager.CheckAsync();
        await Press(manager, "Sätt igång");
        await manager.GoAsync($"/forslag/{number}/genomforande");
        await manager.CheckAsync();
        await manager.Page.GetByLabel("Vad blev bättre?").FillAsync("Det är tystare, säger både elever och lärare.");
        await Press(manager, "Markera som genomfört");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("Genomfört");
        await manager.CheckAsync();
        await manager.PictureAsync("proposal");

        await using var editor = await Person.ArriveAsync(host, "redaktor");
        await editor.GoAsync($"/forslag/{number}");
        await editor.Page.GetByRole(AriaRole.Link, new() { Name = "Fortsätt på utkastet till gott exempel" }).ClickAsync();
        await editor.CheckAsync();
        await editor.Page.GetByLabel("Kort beskrivning").FillAsync("En skylt och en rastvärd gav arbetsro.");
        await editor.Page.Locator("#Input_AuthorConsents").CheckAsync();
        await Press(editor, "Publicera");
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(title);
        await editor.CheckAsync();

        await using var visitor = await Person.ArriveAsync(host, null);
        await visitor.GoAsync("/");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync(title);
        await visitor.CheckAsync();
        var feed = await visitor.Page.APIRequest.GetAsync("/goda-exempel/feed.atom");
        (await feed.TextAsync()).ShouldContain(title);

        await staff.GoAsync("/notiser");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync(title);
        await staff.CheckAsync();
    }

    [Fact]
    public async Task A_proposal_is_handed_in_and_decided_by_keyboard_alone_on_a_phone()
    {
        await using var staff = await Person.ArriveAsync(host, "medarbetare", Look.Phone);
        await staff.GoAsync("/kampanjer/en-skola-for-alla/forslag/nytt");
        await staff.TabToAsync("#Input_Title");
        await staff.Page.Keyboard.TypeAsync("Med bara tangenter");
        await staff.Page.Keyboard.PressAsync("Tab");
        await staff.Page.Keyboard.TypeAsync("Musen är trasig.");
        await staff.Page.Keyboard.PressAsync("Tab");
        await staff.Page.Keyboard.TypeAsync("Tabba.");
        await staff.TabToAsync("button[value=lamna]");
        await staff.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tack!");
        await staff.CheckAsync();
        var number = new Uri(staff.Page.Url).Segments[^1];

        await using var manager = await Person.ArriveAsync(host, "chef", Look.Phone);
        await manager.GoAsync($"/forslag/{number}/beslut");
        await manager.TabToAsync("#godkann, #avsla");
        await manager.Page.Keyboard.PressAsync("ArrowDown");
        await manager.TabToAsync("#Input_Reason");
        await manager.Page.Keyboard.PressAsync("ArrowDown");
        await manager.Page.Keyboard.PressAsync("Tab");
        await manager.Page.Keyboard.TypeAsync("Vi har redan en fungerande mus.");
        await manager.TabToAsync("main form button");
        await manager.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("Redan genomfört");
        await manager.CheckAsync();
    }

    [Fact]
    public async Task The_form_works_without_script()
    {
        await using var staff = await Person.ArriveAsync(host, "medarbetare2", new Look(Script: false));
        await staff.GoAsync("/forslag/nytt");
        await staff.Page.GetByLabel("Rubrik").FillAsync("Utan skript");
        await staff.Page.GetByLabel("Vad är problemet?").FillAsync("Datorn är gammal.");
        await staff.Page.GetByLabel("Vad föreslår du?").FillAsync("Det ska gå ändå.");
        await Press(staff, "Lämna förslaget");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tack!");
    }

    private static Task Press(Person person, string button) => person.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
}

public sealed class SqliteTheLineTests(SqliteJourneyHost host) : TheLineTests(host), IClassFixture<SqliteJourneyHost>;

public sealed class PostgresTheLineTests(PostgresJourneyHost host) : TheLineTests(host), IClassFixture<PostgresJourneyHost>;
