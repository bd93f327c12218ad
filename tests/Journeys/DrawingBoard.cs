using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>The canvas on which an administrator draws a workflow, as a hand with a mouse meets it.</summary>
internal sealed class DrawingBoard(Person person)
{
    public const string Advice = "Panelens råd";

    private IPage Page => person.Page;

    public ILocator Panel => Page.Locator("[data-panel]");

    public ILocator Steps => Page.Locator("[data-step]");

    /// <summary>Every step there is, also those out of sight: what one can go to.</summary>
    public ILocator All => Page.Locator(".w-tools__go option:not([disabled])");

    public static async Task<DrawingBoard> OpenAsync(Person person, string key)
    {
        await person.GoAsync($"/admin/arbetsfloden/{key}/rita");
        var board = new DrawingBoard(person);
        await Assertions.Expect(Page(person).Locator("[data-board]")).ToBeVisibleAsync();
        return board;

        static IPage Page(Person of) => of.Page;
    }

    /// <summary>The step with this title.</summary>
    public ILocator Step(string title) => Steps.Filter(new() { Has = Page.Locator(".w-step__title").GetByText(title, new() { Exact = true }) });

    /// <summary>Drags an activity from the palette to a spot of the board.</summary>
    public async Task DragInAsync(string activity, int x, int y, bool saved = true)
    {
        await Page.Locator("[data-palette]").GetByRole(AriaRole.Button, new() { Name = activity, Exact = true })
            .DragToAsync(Page.Locator("[data-board]"), new() { TargetPosition = new() { X = x, Y = y } });
        if (saved)
        {
            await SavedAsync();
        }
    }

    /// <summary>Presses the plus beside an outcome, and then an activity in the palette.</summary>
    public async Task AddAfterAsync(string title, string outcome, string activity)
    {
        await Step(title).Locator(".w-exit").Filter(new() { HasText = outcome }).GetByRole(AriaRole.Button).ClickAsync();
        await Page.Locator("[data-palette]").GetByRole(AriaRole.Button, new() { Name = activity, Exact = true }).ClickAsync();
        await SavedAsync();
    }

    /// <summary>Draws a way from an outcome to a step.</summary>
    public async Task ConnectAsync(string title, string outcome, string to)
    {
        var from = (await Step(title).Locator(".w-exit").Filter(new() { HasText = outcome }).Locator(".react-flow__handle").BoundingBoxAsync())!;
        var into = (await Step(to).BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(into.X + 40, into.Y + 40, new() { Steps = 8 });
        await Page.Mouse.UpAsync();
        await SavedAsync();
    }

    /// <summary>Drags a step by its head.</summary>
    public async Task MoveAsync(string title, int right, int down)
    {
        var box = (await Step(title).BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + 100, box.Y + 20);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + 100 + right, box.Y + 20 + down, new() { Steps = 6 });
        await Page.Mouse.UpAsync();
        await SavedAsync();
    }

    /// <summary>Saves the form in the panel, and waits until it is.</summary>
    public async Task SaveStepAsync()
    {
        await Panel.GetByRole(AriaRole.Button, new() { Name = "Spara", Exact = true }).Last.ClickAsync();
        await SaysAsync("Steget är sparat.");
        await FormAsync();
    }

    /// <summary>The chosen step's form, once it has come.</summary>
    public async Task FormAsync() => await Assertions.Expect(Panel.Locator("form")).ToBeVisibleAsync();

    /// <summary>Puts the focus on the board, as Tab does.</summary>
    public Task FocusAsync() => Page.Locator("[data-board]").FocusAsync();

    /// <summary>What a screen reader was told last.</summary>
    public Task SaysAsync(string words) => Assertions.Expect(Page.Locator("[data-told]")).ToHaveTextAsync(words);

    public Task SavedAsync() => Assertions.Expect(Page.Locator("[data-keeping]")).ToHaveAttributeAsync("data-keeping", "saved");

    public Task ToolAsync(string words) => Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).First.ClickAsync();

    // What a type is called comes from its address.
    public static async Task<string> BeginAsync(Person admin, string name)
    {
        await admin.OpenAsync("/admin/arbetsfloden/nytt");
        await admin.WriteAsync("Vad arbetsflödet ska heta", name);
        await admin.PressAsync("Skapa arbetsflödet");
        return new Uri(admin.Page.Url).Segments[^2].TrimEnd('/');
    }

    public static async Task AskPanelAsync(Person admin, string what)
    {
        await admin.WriteAsync("Vad steget heter", Advice);
        await admin.WriteAsync("Vad som ska göras", what);
        await admin.ChooseAsync("Regel 1", "Alla med en viss roll: Innovationspanelen");
        await admin.WriteAsync("Svar att välja mellan", "Panelen tillstyrker\nPanelen avstyrker");
    }

    public static async Task TryAndPublishAsync(Person admin, string key, string campaign, string note, int stays = 0)
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
}
