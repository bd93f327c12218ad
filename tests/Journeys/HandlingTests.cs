using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>What comes of a proposal when it is not plain sailing: registered for another, perhaps secret, asked about, handed over, waived.</summary>
public abstract class HandlingTests(TestHost host)
{
    [Fact]
    public async Task A_coach_registers_what_somebody_without_a_desk_thought_of()
    {
        var hands = host.Hands();
        const string title = "Skålar som går att stapla";
        await using var coach = await Person.ArriveAsync(host, "idelots", hands: hands);
        await coach.OpenAsync("/");
        await coach.MenuAsync("Lämna förslag");
        await coach.UnfoldAsync("Registrera åt någon annan");
        await coach.TickAsync("Någon som saknar konto");
        await coach.WriteAsync("Namn", "Rut i köket");
        await coach.ChooseAsync("Arbetsplats", "Centralköket, Bildningsförvaltningen");
        await coach.CheckAsync();
        await coach.ProposeAsync(title);
        await coach.SeesAsync("Rut i köket");
        await coach.SeesAsync("Registrerat av Sofie Nyman");
    }

    [Fact]
    public async Task Officers_and_a_coach_try_its_secrecy_ask_hand_over_decide_and_carry_it_out()
    {
        var hands = host.Hands();
        const string title = "Fler krokar i hallen";
        await using var staff = await Person.ArriveAsync(host, "medarbetare", hands: hands);
        await staff.OpenAsync("/forslag/nytt");
        await staff.ProposeAsync(title, secret: "En tillverkare är intresserad.");
        await staff.SeesAsync("Bara för berörda");
        var address = new Uri(staff.Page.Url).AbsolutePath;

        await using var coach = await Person.ArriveAsync(host, "idelots", hands: hands);
        await coach.OpenAsync("/mina/arenden");
        await coach.FollowAsync($"Pröva sekretess: {title}");
        await coach.SeesAsync("En tillverkare är intresserad.");
        await coach.PressAsync("Spara bedömningen");
        await coach.SeesAsync("Välj om sekretess gäller");
        await coach.TickAsync("Häv markeringen");
        await coach.WriteAsync("Skäl", "Krokar är kända sedan länge.");
        await coach.PressAsync("Spara bedömningen");

        await using var manager = await Person.ArriveAsync(host, "chef", hands: hands);
        await manager.OpenAsync("/mina/arenden");
        await manager.FollowAsync(title);
        await manager.WriteAsync("Begär komplettering", "Hur många krokar behövs?");
        await manager.PressAsync("Skicka frågan");

        await staff.OpenAsync("/");
        await staff.OwnMenuAsync("Mina förslag");
        await staff.SeesAsync("Komplettering begärd");
        await staff.FollowAsync(title);
        await staff.FollowAsync("Svara på frågan");
        await staff.SeesAsync("Hur många krokar behövs?");
        await staff.WriteAsync("Ditt svar", "Tolv räcker.");
        await staff.PressAsync("Skicka svaret");
        await staff.SeesAsync("Tolv räcker.");

        await manager.OpenAsync("/mina/arenden");
        await manager.FollowAsync(title);
        await manager.FollowAsync("Lämna över");
        await manager.WriteAsync("Sök en kollega", "ekdahl");
        await manager.PressAsync("Sök");
        await manager.TickAsync("Maria Ekdahl");
        await manager.WriteAsync("Varför lämnar du över?", "Det gäller alla skolor.");
        await manager.PressAsync("Lämna över");

        await using var officer = await Person.ArriveAsync(host, "handlaggare", hands: hands);
        await officer.OpenAsync("/mina/arenden");
        await officer.FollowAsync(title);
        await officer.TickAsync("Godkänn");
        await officer.PressAsync("Lämna beslutet");
        await officer.SeesAsync("Skriv en motivering.");
        await officer.WriteAsync("Motivering", "Vi sätter upp dem i alla skolor.");
        await officer.PressAsync("Lämna beslutet");
        await officer.FollowAsync("Planera genomförandet");
        await officer.WriteAsync("Klart senast", "2031-12-19");
        await officer.PressAsync("Sätt igång");
        await officer.SeesAsync("19 december 2031");
        await officer.FollowAsync("Berätta när förslaget är genomfört");
        await officer.WriteAsync("Vad blev bättre?", "Kläderna hänger.");
        await officer.PressAsync("Markera som genomfört");

        await staff.OpenAsync(address);
        await staff.SeesAsync("Kläderna hänger.");
    }

    [Fact]
    public async Task A_waiver_is_asked_for_granted_accepted_and_printed()
    {
        var hands = host.Hands();
        const string title = "Vindsnurra på taket";
        await using var inventor = await Person.ArriveAsync(host, "medarbetare", hands: hands);
        await inventor.OpenAsync("/forslag/nytt");
        await inventor.ProposeAsync(title, secret: "Kan gå att patentera.");
        var address = new Uri(inventor.Page.Url).AbsolutePath;
        await inventor.FollowAsync("Läs mer och begär friskrivning");
        await inventor.PressAsync("Skicka begäran");
        await inventor.SeesAsync("Skriv några ord om varför.");
        await inventor.WriteAsync("Varför vill du utveckla idén själv?", "Jag vill bygga den hemma.");
        await inventor.PressAsync("Skicka begäran");
        await inventor.SeesAsync("Du har begärt en friskrivning.");

        await using var coach = await Person.ArriveAsync(host, "central-idelots", hands: hands);
        await coach.OpenAsync("/");
        await coach.OwnMenuAsync("Friskrivning");
        await coach.FollowAsync(title);
        await coach.SeesAsync("Jag vill bygga den hemma.");
        await coach.TickAsync("Bevilja");
        await coach.WriteAsync("Skäl för beslutet", "Det är inte vår verksamhet.");
        await coach.PressAsync("Fatta beslut");
        await coach.SeesAsync("Friskrivningen är beviljad.");

        await inventor.OpenAsync(address);
        await inventor.FollowAsync("Friskrivning för Elin Sandström");
        await inventor.TickAsync("Jag har läst hela texten och godkänner den");
        await inventor.PressAsync("Godkänn friskrivningen");
        await inventor.SeesAsync("Friskrivningen gäller.");

        // On paper: the text and who has accepted it, and nothing to press.
        await inventor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await inventor.Page.GetByRole(AriaRole.Navigation).CountAsync()).ShouldBe(0);
        (await inventor.Page.GetByRole(AriaRole.Button).CountAsync()).ShouldBe(0);
        await Assertions.Expect(inventor.Page.Locator("#text")).ToBeVisibleAsync();
        await Assertions.Expect(inventor.Page.GetByText("Elin Sandström har godkänt version 1")).ToBeVisibleAsync();
    }
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteHandlingTests(SqliteJourneyHost host) : HandlingTests(host);

[Collection(nameof(OnPostgres))]
public sealed class PostgresHandlingTests(PostgresJourneyHost host) : HandlingTests(host);
