using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>What those come for who neither propose nor decide: visitors of the bank, editors, leaders, administrators.</summary>
public abstract class WhoUsesItTests(TestHost host)
{
    [Fact]
    public async Task A_visitor_searches_the_bank_and_narrows_it_down()
    {
        var hands = host.Hands();
        await using var visitor = await Person.ArriveAsync(host, "medarbetare2", hands: hands);
        await visitor.OpenAsync("/");
        await visitor.MenuAsync("Idébank");
        await visitor.WriteAsync("Vad söker du?", "skolan");
        await visitor.PressAsync("Sök");
        var all = await HitsAsync(visitor);
        if (hands == Hands.Keys)
        {
            await visitor.TickAsync("Visa filter");
            await visitor.CheckAsync();
        }

        await visitor.TickAsync("Bildningsförvaltningen");
        await visitor.PressAsync("Visa urvalet");
        var some = await HitsAsync(visitor);
        some.ShouldBeLessThan(all);
        await visitor.ChooseAsync("Sortera efter", "Nyast först");
        await visitor.PressAsync("Sök");
        (await HitsAsync(visitor)).ShouldBe(some, "the filter stays");
        var hit = await visitor.Main.Locator(".k-list__item h3").First.InnerTextAsync();
        await visitor.FollowAsync(hit);
        await Assertions.Expect(visitor.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(hit);

        static async Task<int> HitsAsync(Person person) =>
            int.Parse((await person.Main.Locator("#hits").InnerTextAsync()).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_leader_follows_the_numbers_and_takes_them_along()
    {
        var hands = host.Hands();
        await using var leader = await Person.ArriveAsync(host, "ledning", hands: hands);
        await leader.OpenAsync("/");
        await leader.MenuAsync("Statistik");
        await leader.FollowAsync("Senaste tolv månaderna");
        await leader.SeesAsync("Bildningsförvaltningen");
        (await leader.FetchAsync("Hämta som fil (CSV)")).ShouldContain("Bildningsförvaltningen;");
    }

    [Fact]
    public async Task An_editor_writes_an_example_of_their_own()
    {
        var hands = host.Hands();
        const string title = "En skrivare mindre";
        await using var editor = await Person.ArriveAsync(host, "redaktor", hands: hands);
        await editor.OpenAsync("/");
        await editor.OwnMenuAsync("Redigera goda exempel");
        await editor.FollowAsync("Skriv ett nytt exempel");
        await editor.WriteAsync("Rubrik", title);
        await editor.PressAsync("Spara utkast");
        await editor.SeesAsync("Utkastet är sparat.");
        await editor.WriteAsync("Kort beskrivning", "Liten sak, stor skillnad.");
        await editor.WriteAsync("Lösningen", "Vi flyttade den.");
        await editor.WriteAsync("Nyttan", "Det blev lugnare.");
        await editor.WriteAsync("Vilka ligger bakom?", "Biblioteket");
        await editor.PressAsync("Publicera");
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(title);
    }

    [Fact]
    public async Task An_administrator_adds_a_person_and_gives_a_role()
    {
        var hands = host.Hands();
        const string userName = "rebecka.resa";
        const string name = "Rebecka Resa";
        await using var admin = await Person.ArriveAsync(host, "admin", hands: hands);
        await admin.OpenAsync("/");
        await admin.OwnMenuAsync("Personer");
        await admin.FollowAsync("Lägg till en person");
        await admin.WriteAsync("Användarnamn", userName);
        await admin.WriteAsync("Namn", name);
        await admin.ChooseAsync("Arbetsplats", "Björkviksskolan");
        await admin.PressAsync("Lägg till en person");
        await admin.SeesAsync("Personen är tillagd.");
        await admin.ChooseAsync("Ge en roll", "Redaktör");
        await admin.PressAsync("Ge en roll");
        await admin.SeesAsync("Rollen är given.");
    }

    [Fact]
    public async Task An_administrator_writes_a_campaign_and_publishes_it()
    {
        var hands = host.Hands();
        const string title = "Enklare vardag";
        await using var admin = await Person.ArriveAsync(host, "admin", hands: hands);
        await admin.OpenAsync("/");
        await admin.OwnMenuAsync("Hantera kampanjer");
        await admin.FollowAsync("Ny kampanj");
        await admin.WriteAsync("Rubrik", title);
        await admin.WriteAsync("Första dagen", "2026-01-07");
        await admin.PressAsync("Spara utkast");
        await admin.SeesAsync("Utkastet är sparat.");
        await admin.PressAsync("Spara och publicera");
        await admin.SeesAsync("Fyll i fältet.");
        await admin.WriteAsync("Ingress", "Vad skulle göra skillnad?");
        await admin.WriteAsync("Text på knappen", "Berätta");
        await admin.WriteAsync("Därför frågar vi", "Många har hört av sig.");
        await admin.WriteAsync("Det här letar vi efter", "Små saker.");
        await admin.WriteAsync("Vad händer sedan?", "Vi läser allt.");
        await admin.PressAsync("Spara och publicera");
        await admin.FollowAsync("Berätta");
        await admin.SeesAsync($"Ditt bidrag till ”{title}”");
    }

    [Fact]
    public async Task An_administrator_reads_the_routing_and_gets_a_stopped_flow_going_again()
    {
        var hands = host.Hands();
        var number = await StopOneAsync();
        await using var admin = await Person.ArriveAsync(host, "admin", hands: hands);
        await admin.OpenAsync("/");
        await admin.OwnMenuAsync("Arbetsflöden");
        await admin.FollowAsync("Standardberedning");
        await admin.SeesAsync("Är förslaget bara för berörda?");
        await admin.OpenAsync("/admin/arbetsfloden");
        await admin.FollowAsync("Sök bland alla flöden");
        await admin.WriteAsync("Förslagets nummer", $"{number}");
        await admin.PressAsync("Sök");
        await admin.FollowAsync($"Förslag {number}:");
        await admin.SeesAsync("Flödet har stannat");
        await admin.PressAsync("Försök igen");
        await admin.SeesAsync("En administratör lät flödet försöka igen.");
        await admin.SeesAsync("Ta ställning till förslaget");
    }

    // As if the step of the decision had failed. By the tables themselves: no mistake in a routing can be mended from outside it.
    private Task<int> StopOneAsync() => host.ReadAsync(async db =>
    {
        using var author = await host.SignInAsync("medarbetare");
        using var sent = await author.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "Ett flöde som stannar", problem = "Det stannar.", solution = "Knuffa på." });
        var number = int.Parse(sent.Headers.Location!.OriginalString.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        await db.WriteAsync(d => d.Database.ExecuteSqlAsync(
            $"""
             UPDATE workflows_instance SET status = 'Faulted', fault = 'Workflow.Fault.NoActions', live_key = NULL,
               fault_activity_id = (SELECT w.activity_id FROM workflows_wait w WHERE w.instance_id = workflows_instance.id AND w.ended_utc IS NULL)
             WHERE subject_id = (SELECT p.id FROM proposals_proposal p WHERE p.number = {number})
             """));
        await db.WriteAsync(d => d.Database.ExecuteSqlAsync(
            $"UPDATE workflows_wait SET ended_utc = created_utc WHERE ended_utc IS NULL AND subject_id = (SELECT p.id FROM proposals_proposal p WHERE p.number = {number})"));
        return number;
    });
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteWhoUsesItTests(SqliteJourneyHost host) : WhoUsesItTests(host);

[Collection(nameof(OnPostgres))]
public sealed class PostgresWhoUsesItTests(PostgresJourneyHost host) : WhoUsesItTests(host);
