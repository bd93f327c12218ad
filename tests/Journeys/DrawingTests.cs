using System.Text.Json.Nodes;
using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>Routing without code: an administrator draws how proposals travel, by mouse on the board and by keys in the list.</summary>
public abstract class DrawingTests(TestHost host)
{
    [Fact]
    public async Task The_same_is_built_by_keys_in_the_list_and_the_board_shows_it()
    {
        await using var admin = await Person.ArriveAsync(host, "admin", hands: Hands.Keys);
        var key = await DrawingBoard.BeginAsync(admin, "Kampanj med panel, i listan");
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
        await DrawingBoard.AskPanelAsync(admin, "Ge råd om vården");
        await admin.PressAsync("Spara");
        await DrawingBoard.TryAndPublishAsync(admin, key, "Framtidens vård och boende i hemmet", "Byggd med tangenter");

        var board = await DrawingBoard.OpenAsync(admin, key);
        await admin.ChooseAsync("Gå till steg", DrawingBoard.Advice);
        await Assertions.Expect(board.Step(DrawingBoard.Advice)).ToHaveAccessibleNameAsync($"Steg: {DrawingBoard.Advice}. Vänta på svar. 2 att se över. Panelen tillstyrker: här slutar flödet. Panelen avstyrker: här slutar flödet");
        await admin.CheckAsync();
    }

    [Fact]
    public async Task The_board_needs_no_mouse()
    {
        await using var admin = await Person.ArriveAsync(host, "admin", new Look(Dark: true));
        var key = await DrawingBoard.BeginAsync(admin, "Ritat med tangenter");
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
        var key = await DrawingBoard.BeginAsync(one, "Ritat av två");
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
        written["Activities"]![0]!["Properties"]!["Foreign"] = JsonNode.Parse("[12345678901234567890, 1.50]");
        await using var admin = await Person.ArriveAsync(host, "admin");
        await admin.OpenAsync("/admin/arbetsfloden/nytt");
        await admin.WriteAsync("Eller klistra in texten", written.ToJsonString());
        await admin.PressAsync("Läs in");
        var board = await DrawingBoard.OpenAsync(admin, key);
        await Assertions.Expect(board.All).ToHaveCountAsync(written["Activities"]!.AsArray().Count);
        await admin.CheckAsync();
        await board.FocusAsync();
        await admin.Page.Keyboard.PressAsync("Control+a");
        await board.ToolAsync("Kopiera till urklipp");

        await admin.OpenAsync($"/admin/arbetsfloden/{key}/exportera");
        var file = JsonNode.Parse(await admin.FetchAsync("Hämta filen"))!;
        JsonNode.DeepEquals(file["steps"]![0]!["data"]![0], written).ShouldBeTrue("to look at it changes nothing");

        var other = await DrawingBoard.BeginAsync(admin, "Med steg från Orchard");
        board = await DrawingBoard.OpenAsync(admin, other);
        await board.ToolAsync("Klistra in");
        await Assertions.Expect(board.All).ToHaveCountAsync(written["Activities"]!.AsArray().Count);
        await board.SavedAsync();

        await admin.OpenAsync($"/admin/arbetsfloden/{other}/exportera");
        var copied = await admin.FetchAsync("Hämta filen");
        copied.ShouldContain("12345678901234567890", Case.Sensitive, "what a browser would round is kept");
        copied.ShouldContain("1.50");
    }

    [Fact]
    public async Task Complaint_9_two_hundred_steps_are_drawn_and_a_move_is_answered()
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
        await Assertions.Expect(board.Step("Rad 0")).ToBeInViewportAsync();
        (await board.Step("Rad 0").BoundingBoxAsync())!.Width.ShouldBeGreaterThan(130, "what is shown can be read: of a flow that is too large, its beginning");
    }
}

[Collection(nameof(OnSqlite))]
public sealed class SqliteDrawingTests(SqliteJourneyHost host) : DrawingTests(host);
