using System.Text.Json.Nodes;
using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>Routing without code: an administrator draws how proposals travel, by mouse on the board and by keys in the list.</summary>
public abstract class DrawingTests(TestHost host)
{
    private const string Advice = "Panelens råd";

    [Fact]
    public async Task An_administrator_draws_campaign_with_panel_and_changes_it_while_proposals_are_on_their_way()
    {
        await using var admin = await Person.ArriveAsync(host, "admin", new Look(1440));
        var key = await BeginAsync(admin, "Kampanj med panel, ritad");
        await admin.FollowAsync("Rita");
        var board = await DrawingBoard.OpenAsync(admin, key);
        await board.DragInAsync("Ett förslag lämnas in", 160, 200);
        await board.FormAsync();
        await admin.TickAsync("Centrumvision");
        await board.SaveStepAsync();
        await board.AddAfterAsync("Ett förslag lämnas in", "Klart", "Utse ansvarig");
        await admin.ChooseAsync("Regel 1", "Kampanjens resursperson");
        await board.SaveStepAsync();
        await board.AddAfterAsync("Utse ansvarig", "Klart", "Vänta på svar");
        await AskPanelAsync(admin, "Ge panelens råd");
        await board.SaveStepAsync();
        await admin.PictureAsync("workflow-step");

        // A step that lies free, connected by the mouse, moved, taken away and back.
        await board.ToolAsync("Visa hela");
        await board.DragInAsync("Skicka meddelande", 420, 520);
        await admin.ChooseAsync("Regel 1", "Förslagsställaren");
        await admin.ChooseAsync("Meddelande", "Något har hänt med förslaget");
        await board.SaveStepAsync();
        await board.ConnectAsync(Advice, "Panelen tillstyrker", "Skicka meddelande");
        await board.SaysAsync($"{Advice} leder nu till Skicka meddelande.");
        await board.MoveAsync("Skicka meddelande", 60, -60);
        await board.ToolAsync("Ta bort");
        await Assertions.Expect(board.Steps).ToHaveCountAsync(3);
        await board.ToolAsync("Ångra");
        await Assertions.Expect(board.Steps).ToHaveCountAsync(4);
        await board.SavedAsync();
        await board.ToolAsync("Ordna alla steg");
        await board.ToolAsync("Visa hela");
        await board.SavedAsync();
        await admin.PictureAsync("workflow-board");
        await admin.CheckAsync();

        await admin.FollowAsync("Visa som lista");
        await admin.PictureAsync("workflow-list");
        await TryAndPublishAsync(admin, key, "Centrumvision", "Första versionen");
        var old = await ProposeAsync("Bänkar vid ån");

        // Changed while it is on its way: that one ends as it began, the next goes the new way.
        board = await DrawingBoard.OpenAsync(admin, key);
        await board.Step(Advice).ClickAsync();
        await board.FormAsync();
        await admin.WriteAsync("Vad som ska göras", "Ge panelens råd inom kort");
        await board.SaveStepAsync();
        await TryAndPublishAsync(admin, key, "Centrumvision", "Det ska gå fortare", stays: 1);
        var next = await ProposeAsync("Ljus under bron");
        await using var panel = await Person.ArriveAsync(host, "panel");
        await panel.OpenAsync("/mina/arenden");
        await AnswerAsync(panel, old, "Ge panelens råd");
        await panel.OpenAsync("/mina/arenden");
        await AnswerAsync(panel, next, "Ge panelens råd inom kort");
    }

    [Fact]
    public async Task The_same_is_built_by_keys_in_the_list_and_the_board_shows_it()
    {
        await using var admin = await Person.ArriveAsync(host, "admin", hands: Hands.Keys);
        var key = await BeginAsync(admin, "Kampanj med panel, i listan");
        await admin.FollowAsync("Lägg till det första steget");
        await admin.PressAsync("Lägg till Ett förslag lämnas in");
        await admin.TickAsync("Framtidens vård och boende i hemmet");
        await admin.PressAsync("Spara");
        await admin.FollowAsync("Lägg till nästa steg");
        await admin.PressAsync("Lägg till Utse ansvarig");
        await admin.ChooseAsync("Regel 1", "Kampanjens resursperson");
        await admin.PressAsync("Spara");
        await admin.FollowAsync("Lägg till nästa steg");
        await admin.PressAsync("Lägg till Vänta på svar");
        await AskPanelAsync(admin, "Ge råd om vården");
        await admin.PressAsync("Spara");
        await TryAndPublishAsync(admin, key, "Framtidens vård och boende i hemmet", "Byggd med tangenter");

        var board = await DrawingBoard.OpenAsync(admin, key);
        await admin.ChooseAsync("Gå till steg", Advice);
        await Assertions.Expect(board.Step(Advice)).ToHaveAccessibleNameAsync($"Steg: {Advice}. Vänta på svar. 2 att se över. Panelen tillstyrker: här slutar flödet. Panelen avstyrker: här slutar flödet");
        await admin.CheckAsync();
    }

    [Fact]
    public async Task The_board_needs_no_mouse()
    {
        await using var admin = await Person.ArriveAsync(host, "admin", new Look(Dark: true));
        var key = await BeginAsync(admin, "Ritat med tangenter");
        var board = await DrawingBoard.OpenAsync(admin, key);
        await admin.CheckAsync();
        var keys = admin.Page.Keyboard;
        await board.FocusAsync();
        await PressAsync("+");
        await keys.TypeAsync("lämnas in");
        await PressAsync("Tab", "Enter");
        await board.SaysAsync("Ett förslag lämnas in är tillagt.");
        await Assertions.Expect(board.Step("Ett förslag lämnas in")).ToBeFocusedAsync();
        await PressAsync("+");
        await keys.TypeAsync("skriv i flödets");
        await PressAsync("Tab", "Enter");
        await board.SaysAsync("Skriv i flödets historik är tillagt efter Ett förslag lämnas in.");
        await Assertions.Expect(board.Step("Skriv i flödets historik")).ToBeFocusedAsync();
        await PressAsync("ArrowLeft");
        await Assertions.Expect(board.Step("Ett förslag lämnas in")).ToBeFocusedAsync();
        await PressAsync("ArrowRight", "Shift+ArrowDown", "Control+d");
        await Assertions.Expect(board.Steps).ToHaveCountAsync(3);
        await Assertions.Expect(board.Step("Kopia av Skriv i flödets historik")).ToBeFocusedAsync();
        await PressAsync("Delete", "Control+z", "Control+z", "Control+y");
        await Assertions.Expect(board.Steps).ToHaveCountAsync(3);

        // Where an answer leads is chosen in a list.
        await PressAsync("Home");
        await Assertions.Expect(board.Panel.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("Ett förslag lämnas in");
        await PressAsync("Enter");
        await admin.ChooseAsync("”Klart” leder till", "Kopia av Skriv i flödets historik");
        await board.SaysAsync("Ett förslag lämnas in leder nu till Kopia av Skriv i flödets historik.");
        await board.SavedAsync();
        await admin.OpenAsync($"/admin/arbetsfloden/{key}/redigera");
        await admin.SeesAsync("Klart: fortsätter till steg 2, Kopia av Skriv i flödets historik");

        async Task PressAsync(params string[] some)
        {
            foreach (var one in some)
            {
                await keys.PressAsync(one);
            }
        }
    }

    [Fact]
    public async Task Two_who_draw_at_once_are_told_and_neither_loses_anything()
    {
        await using var one = await Person.ArriveAsync(host, "admin");
        var key = await BeginAsync(one, "Ritat av två");
        await using var other = await Person.ArriveAsync(host, "admin");
        var first = await DrawingBoard.OpenAsync(one, key);
        var second = await DrawingBoard.OpenAsync(other, key);
        await first.DragInAsync("Ett förslag lämnas in", 160, 160);
        await other.Page.Locator("[data-palette]").GetByRole(AriaRole.Button, new() { Name = "Vänta en tid", Exact = true }).ClickAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Någon annan har ändrat i utkastet");
        await other.CheckAsync();

        await second.ToolAsync("Läs in det som är sparat");
        await Assertions.Expect(second.Step("Ett förslag lämnas in")).ToBeVisibleAsync();
        await Assertions.Expect(second.Steps).ToHaveCountAsync(1);
        await second.ToolAsync("Ångra");
        await Assertions.Expect(second.Step("Vänta en tid")).ToBeVisibleAsync();
        await second.SavedAsync();

        await first.DragInAsync("Dela i grenar", 300, 300, saved: false);
        await first.ToolAsync("Spara mitt som ett eget");
        await one.Page.WaitForURLAsync("**/redigera");
        one.Page.Url.ShouldNotContain(key);
        await one.SeesAsync("Redigera Kopia av Ritat av två");
        await one.SeesAsync("Dela i grenar");
    }

    [Fact]
    public async Task What_Orchard_wrote_is_drawn_copied_into_another_workflow_and_exported_as_it_came()
    {
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "Workflows", "Samples", "orchard-workflow-types.json")))!["data"]![0]!;
        var key = written["WorkflowTypeId"]!.ToString();
        await using var admin = await Person.ArriveAsync(host, "admin");
        await admin.OpenAsync("/admin/arbetsfloden/nytt");
        await admin.WriteAsync("Eller klistra in texten", written.ToJsonString());
        await admin.PressAsync("Läs in");
        var board = await DrawingBoard.OpenAsync(admin, key);
        await board.ToolAsync("Visa hela");
        await Assertions.Expect(board.Steps).ToHaveCountAsync(written["Activities"]!.AsArray().Count);
        await admin.CheckAsync();
        await board.FocusAsync();
        await admin.Page.Keyboard.PressAsync("Control+a");
        await board.ToolAsync("Kopiera till urklipp");

        await admin.OpenAsync($"/admin/arbetsfloden/{key}/exportera");
        var file = JsonNode.Parse(await admin.FetchAsync("Hämta filen"))!;
        JsonNode.DeepEquals(file["steps"]![0]!["data"]![0], written).ShouldBeTrue("to look at it changes nothing");

        board = await DrawingBoard.OpenAsync(admin, await BeginAsync(admin, "Med steg från Orchard"));
        await board.ToolAsync("Klistra in");
        await board.ToolAsync("Visa hela");
        await Assertions.Expect(board.Steps).ToHaveCountAsync(written["Activities"]!.AsArray().Count);
        await board.SavedAsync();
    }

    [Fact]
    public async Task Two_hundred_steps_are_drawn_and_a_move_is_answered()
    {
        const int many = 200;
        var steps = Enumerable.Range(0, many).Select(i => new JsonObject
        {
            ["ActivityId"] = $"4st0r{i:000}",
            ["Name"] = i == 0 ? "ProposalSubmittedEvent" : "LogTask",
            ["X"] = i % 20 * 300,
            ["Y"] = i / 20 * 180,
            ["IsStart"] = i == 0,
            ["Properties"] = new JsonObject { ["ActivityMetadata"] = new JsonObject { ["Title"] = $"Rad {i}" }, ["Text"] = "Hej" },
        });
        var ways = Enumerable.Range(1, many - 1).Select(i => new JsonObject { ["SourceActivityId"] = $"4st0r{i - 1:000}", ["SourceOutcomeName"] = "Done", ["DestinationActivityId"] = $"4st0r{i:000}" });
        var type = new JsonObject { ["WorkflowTypeId"] = "4st0r000", ["Name"] = "Ett stort flöde", ["Activities"] = new JsonArray([.. steps]), ["Transitions"] = new JsonArray([.. ways]) };
        await using var admin = await Person.ArriveAsync(host, "admin");
        await admin.OpenAsync("/admin/arbetsfloden/nytt");
        await admin.Page.GetByLabel("Eller klistra in texten").FillAsync(type.ToJsonString());
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Läs in", Exact = true }).ClickAsync();
        await admin.Page.WaitForURLAsync("**/redigera");
        var board = await DrawingBoard.OpenAsync(admin, "4st0r000");
        await Assertions.Expect(board.Step("Rad 0")).ToBeVisibleAsync();
        (await board.Steps.CountAsync()).ShouldBeLessThan(many / 2, "what is out of sight is not drawn");

        await board.MoveAsync("Rad 0", 40, 80);
        await admin.ChooseAsync("Gå till steg", "Rad 199");
        await Assertions.Expect(board.Step("Rad 199")).ToBeInViewportAsync();
        await Assertions.Expect(board.Panel.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("Rad 199");
        await board.ToolAsync("Visa hela");
        await Assertions.Expect(board.Steps).ToHaveCountAsync(many);
    }

    // What a type is called comes from its address.
    private static async Task<string> BeginAsync(Person admin, string name)
    {
        await admin.OpenAsync("/admin/arbetsfloden/nytt");
        await admin.WriteAsync("Vad arbetsflödet ska heta", name);
        await admin.PressAsync("Skapa arbetsflödet");
        return new Uri(admin.Page.Url).Segments[^2].TrimEnd('/');
    }

    private static async Task AskPanelAsync(Person admin, string what)
    {
        await admin.WriteAsync("Vad steget heter", Advice);
        await admin.WriteAsync("Vad som ska göras", what);
        await admin.ChooseAsync("Regel 1", "Alla med en viss roll: Innovationspanelen");
        await admin.WriteAsync("Svar att välja mellan", "Panelen tillstyrker\nPanelen avstyrker");
    }

    private static async Task TryAndPublishAsync(Person admin, string key, string campaign, string note, int stays = 0)
    {
        await admin.FollowAsync("Prova arbetsflödet");
        await admin.ChooseAsync("Kampanj", campaign);
        await admin.PressAsync("Prova");
        await admin.SeesAsync("Väntar på Rasmus Widell");
        await Assertions.Expect(admin.Main.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await admin.PictureAsync("workflow-try");
        await admin.OpenAsync($"/admin/arbetsfloden/{key}/publicera");
        await admin.WriteAsync("Varför du ändrar", note);
        if (stays > 0)
        {
            await admin.SeesAsync($"{stays} förslag är på väg genom arbetsflödet nu");
        }

        await admin.PressAsync("Publicera nu");
        await admin.SeesAsync("Aktivt, version");
    }

    private async Task<string> ProposeAsync(string title)
    {
        await using var staff = await Person.ArriveAsync(host, "medarbetare");
        await staff.OpenAsync("/kampanjer/centrumvision/forslag/nytt");
        await staff.WriteAsync("Vilken plats gäller förslaget?", "Hela centrum");
        await staff.ProposeAsync(title);
        return title;
    }

    private static async Task AnswerAsync(Person panel, string title, string task)
    {
        await panel.FollowAsync($"{task}: {title}");
        await panel.PressAsync("Panelen tillstyrker");
    }
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteDrawingTests(SqliteJourneyHost host) : DrawingTests(host);
