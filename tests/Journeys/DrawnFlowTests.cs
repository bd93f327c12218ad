using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>What is drawn is published, and proposals follow it; on the database of a large town.</summary>
public abstract class DrawnFlowTests(TestHost host)
{
    [Fact]
    public async Task An_administrator_draws_campaign_with_panel_and_changes_it_while_proposals_are_on_their_way()
    {
        await using var admin = await Person.ArriveAsync(host, "admin", new Look(1440));
        var key = await DrawingBoard.BeginAsync(admin, "Kampanj med panel, ritad");
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
        await DrawingBoard.AskPanelAsync(admin, "Ge panelens råd");
        await board.SaveStepAsync();
        await admin.PictureAsync("workflow-step");

        // A step that lies free, connected by the mouse, moved, taken away and back.
        await board.ToolAsync("Visa hela");
        await board.DragInAsync("Skicka meddelande", 420, 520);
        await admin.ChooseAsync("Regel 1", "Förslagsställaren");
        await admin.ChooseAsync("Meddelande", "Något har hänt med förslaget");
        await board.SaveStepAsync();
        await board.ConnectAsync(DrawingBoard.Advice, "Panelen tillstyrker", "Skicka meddelande");
        await board.SaysAsync($"{DrawingBoard.Advice} leder nu till Skicka meddelande.");
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

        // Tried beside the drawing, its way is marked on it.
        await board.ToolAsync("Prova på ritningen");
        await admin.ChooseAsync("Kampanj", "Centrumvision");
        await board.Panel.GetByRole(AriaRole.Button, new() { Name = "Prova", Exact = true }).Last.ClickAsync();
        await board.SaysAsync("Provet är markerat på ritningen, i 3 steg.");
        await Assertions.Expect(board.Step(DrawingBoard.Advice).Locator(".w-mark--walked")).ToHaveTextAsync("Prov: nr 3, väntar här");
        await Assertions.Expect(admin.Page.Locator(".w-way-walked")).ToHaveCountAsync(2);
        await admin.CheckAsync();
        await admin.PictureAsync("workflow-trial");
        await board.Panel.GetByRole(AriaRole.Button, new() { Name = "Panelen tillstyrker", Exact = true }).ClickAsync();
        await Assertions.Expect(board.Step("Skicka meddelande").Locator(".w-mark--walked")).ToHaveTextAsync("Prov: nr 4");
        await board.ToolAsync("Avsluta provet");
        await Assertions.Expect(admin.Page.Locator(".w-mark--walked")).ToHaveCountAsync(0);

        await admin.FollowAsync("Visa som lista");
        await admin.PictureAsync("workflow-list");
        await DrawingBoard.TryAndPublishAsync(admin, key, "Centrumvision", "Första versionen");
        var old = await ProposeAsync("Bänkar vid ån");

        // Changed while it is on its way: that one ends as it began, the next goes the new way.
        board = await DrawingBoard.OpenAsync(admin, key);
        await board.Step(DrawingBoard.Advice).ClickAsync();
        await board.FormAsync();
        await admin.WriteAsync("Vad som ska göras", "Ge panelens råd inom kort");
        await board.SaveStepAsync();
        await DrawingBoard.TryAndPublishAsync(admin, key, "Centrumvision", "Det ska gå fortare", stays: 1);
        var next = await ProposeAsync("Ljus under bron");
        await using var panel = await Person.ArriveAsync(host, "panel");
        await panel.OpenAsync("/mina/arenden");
        await AnswerAsync(panel, old, "Ge panelens råd");
        await panel.OpenAsync("/mina/arenden");
        await AnswerAsync(panel, next, "Ge panelens råd inom kort");
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

[Collection(nameof(OnPostgres))]
public sealed class PostgresDrawnFlowTests(PostgresJourneyHost host) : DrawnFlowTests(host);
