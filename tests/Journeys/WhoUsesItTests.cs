using System.Text.RegularExpressions;
using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>What each kind of person comes for, by mouse, and by keyboard alone on a phone: coaches, officers, visitors of the bank, editors, leaders, administrators.</summary>
public abstract class WhoUsesItTests(TestHost host)
{
    [Fact]
    public async Task A_coach_registers_what_somebody_without_an_account_thought_of()
    {
        await using var coach = await Person.ArriveAsync(host, "idelots");
        await coach.GoAsync("/forslag/nytt");
        await coach.Page.GetByText("Registrera åt någon annan").ClickAsync();
        await coach.Page.GetByLabel("Någon som saknar konto").CheckAsync();
        await coach.Page.Locator("#Input_ForName").FillAsync("Rut i köket");
        await coach.Page.Locator("#Input_ForUnit").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await coach.CheckAsync();
        await WriteAsync(coach, "Skålar som går att stapla");
        await Press(coach, "Lämna förslaget");
        await Assertions.Expect(coach.Page.Locator("main")).ToContainTextAsync("Rut i köket");
        await Assertions.Expect(coach.Page.Locator("main")).ToContainTextAsync("Registrerat av Sofie Nyman");
        await coach.CheckAsync();
    }

    [Fact]
    public async Task The_officer_asks_the_author_answers_and_both_see_where_it_stands()
    {
        const string title = "Fler krokar i hallen";
        await using var staff = await Person.ArriveAsync(host, "medarbetare");
        await staff.GoAsync("/forslag/nytt");
        await WriteAsync(staff, title);
        await Press(staff, "Lämna förslaget");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Tack!");
        var number = new Uri(staff.Page.Url).Segments[^1];

        await using var manager = await Person.ArriveAsync(host, "chef");
        await manager.GoAsync($"/forslag/{number}/beslut");
        await manager.Page.GetByLabel("Begär komplettering").FillAsync("Hur många krokar behövs?");
        await Press(manager, "Skicka frågan");
        await manager.CheckAsync();

        await staff.GoAsync("/mina/forslag");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("Komplettering begärd");
        await staff.CheckAsync();
        await staff.GoAsync($"/forslag/{number}/komplettering");
        await staff.CheckAsync();
        await staff.Page.GetByLabel("Ditt svar").FillAsync("Tolv räcker.");
        await Press(staff, "Skicka svaret");
        await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("Tolv räcker.");
        await staff.CheckAsync();

        await manager.GoAsync("/mina/arenden");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync(title);
    }

    [Fact]
    public async Task The_bank_is_searched_by_keyboard_alone_on_a_phone()
    {
        await using var staff = await Person.ArriveAsync(host, "medarbetare", Look.Phone);
        await staff.GoAsync("/idebank");
        await staff.TabToAsync("#q");
        await staff.Page.Keyboard.TypeAsync("cyklar");
        await staff.Page.Keyboard.PressAsync("Enter");
        await staff.Page.WaitForURLAsync("**/idebank?q=cyklar**");
        await staff.CheckAsync();
        await staff.TabToAsync("main a[href*='/forslag/']");
        await staff.Page.Keyboard.PressAsync("Enter");
        await staff.Page.WaitForURLAsync("**/forslag/*");
        await staff.CheckAsync();
    }

    [Fact]
    public async Task A_leader_reads_the_numbers_by_keyboard_alone_on_a_phone()
    {
        await using var leader = await Person.ArriveAsync(host, "ledning", Look.Phone);
        await leader.GoAsync("/statistik");
        await leader.TabToAsync("a[href*='period=']:not([aria-current])");
        await leader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(leader.Page).ToHaveURLAsync(new Regex("period=last-year", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await leader.CheckAsync();
        await leader.TabToAsync("a[href*='handler=Csv']");
    }

    [Fact]
    public async Task An_editor_tells_an_example_by_keyboard_alone_on_a_phone()
    {
        await using var editor = await Person.ArriveAsync(host, "redaktor", Look.Phone);
        await editor.GoAsync("/goda-exempel/nytt");
        foreach (var (field, text) in new[]
        {
            ("Title", "Med tangenter till månadens exempel"), ("Lead", "En skrivare mindre."), ("Solution", "Vi flyttade den."), ("Benefit", "Det blev tyst."), ("Contributor", "Biblioteket"),
        })
        {
            await editor.TabToAsync($"#Input_{field}");
            await editor.Page.Keyboard.TypeAsync(text);
        }

        await editor.TabToAsync("button[formaction*='handler=Publish']");
        await editor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Med tangenter");
        await editor.CheckAsync();
    }

    [Fact]
    public async Task An_administrator_adds_a_person_by_keyboard_alone_and_writes_a_campaign()
    {
        await using var admin = await Person.ArriveAsync(host, "admin", Look.Phone);
        await admin.GoAsync("/admin/ny-person");
        await admin.TabToAsync("#Input_UserName");
        await admin.Page.Keyboard.TypeAsync("rebecka.resa");
        await admin.TabToAsync("#Input_Name");
        await admin.Page.Keyboard.TypeAsync("Rebecka Resa");
        await admin.TabToAsync("#Input_Place");
        await admin.Page.Keyboard.PressAsync("ArrowDown");
        await admin.TabToAsync("main form button[type=submit]");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Page.Locator("main")).ToContainTextAsync("Personen är tillagd.");
        await admin.CheckAsync();

        await admin.GoAsync("/admin/kampanjer/en-skola-for-alla");
        await admin.Page.GetByLabel("Ingress").FillAsync("Vad skulle få fler att trivas i skolan?");
        await Press(admin, "Spara utkast");
        await Assertions.Expect(admin.Page.Locator("main")).ToContainTextAsync("Utkastet är sparat.");
        await admin.CheckAsync();
    }

    private static async Task WriteAsync(Person person, string title)
    {
        await person.Page.GetByLabel("Rubrik").FillAsync(title);
        await person.Page.GetByLabel("Vad är problemet?").FillAsync("Det saknas.");
        await person.Page.GetByLabel("Vad föreslår du?").FillAsync("Att vi skaffar det.");
    }

    private static Task Press(Person person, string button) => person.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}

public sealed class SqliteWhoUsesItTests(SqliteJourneyHost host) : WhoUsesItTests(host), IClassFixture<SqliteJourneyHost>;

public sealed class PostgresWhoUsesItTests(PostgresJourneyHost host) : WhoUsesItTests(host), IClassFixture<PostgresJourneyHost>;
