using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>How somebody looks at the pages.</summary>
/// <param name="Width">Of the window, in CSS pixels.</param>
/// <param name="Dark">Prefers dark colours.</param>
/// <param name="Script">False for a browser without JavaScript.</param>
public sealed record Look(int Width = 1280, bool Dark = false, bool Script = true)
{
    /// <summary>A phone: the narrowest width that WCAG asks for (1.4.10).</summary>
    public static Look Phone { get; } = new(320);
}

/// <summary>
/// A person at a browser window of their own. What they press and where they go is found by the words on it, and each page that they come to is looked at
/// (<see cref="CheckAsync"/>). Whatever the console complains of on the way, the content security policy among it, fails the next look.
/// </summary>
public sealed class Person : IAsyncDisposable
{
    // What stands on a page but its words: elements, classes, roles and states.
    private const string Shape =
        "() => [...document.querySelectorAll('body, body *')].map(e => [e.tagName, e.getAttribute('class') ?? '', [...e.attributes].map(a => a.name).join(), e.textContent.trim() === ''].join()).join(' ')";

    private static readonly ConcurrentDictionary<(Look Look, string Path, string Shape), bool> Examined = new();

    private const int Height = 900;

    // All that darkness changes.
    private static readonly RunOnlyOptions Colours = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] };

    private static readonly RunOnlyOptions Everything = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

    // What holds is not told in full.
    private static readonly HashSet<ResultType> OnlyViolations = [ResultType.Violations];

    private readonly IBrowserContext context;
    private Look look;
    private readonly Hands hands;
    private readonly Hand hand;
    private readonly ConcurrentQueue<string> complaints = new();

    private Person(IBrowserContext context, IPage page, Look look, Hands hands)
    {
        (this.context, Page, this.look, this.hands, hand) = (context, page, look, hands, Hand.Of(hands, page));
        page.Console += (_, message) => Complain(message.Type == "error", $"{page.Url}: {message.Text}");
        page.PageError += (_, error) => Complain(true, $"{page.Url}: {error}");
        page.Response += (_, response) => Complain(response.Status >= 500, $"{response.Url} answered {response.Status}");
    }

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>What the page is about: everything but header and footer.</summary>
    public ILocator Main => Page.Locator("main");

    /// <summary>Opens a browser, signed in as <paramref name="userName"/> unless that is null.</summary>
    public static async Task<Person> ArriveAsync(TestHost host, string? userName, Look? look = null, Hands hands = Hands.Mouse)
    {
        ArgumentNullException.ThrowIfNull(host);
        look ??= hands == Hands.Keys ? Look.Phone : new();
        var address = host.Address;
        var browser = await Browser.GetAsync();
        var window = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "sv-SE",
            TimezoneId = "Europe/Stockholm",
            ViewportSize = new() { Width = look.Width, Height = Height },
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = look.Script,
        });
        window.SetDefaultTimeout(20_000);
        if (userName is not null)
        {
            var form = window.APIRequest.CreateFormData();
            form.Set("person", userName);
            var answer = await window.APIRequest.PostAsync("/dev/sign-in", new() { Form = form, MaxRedirects = 0 });
            answer.Status.ShouldBeLessThan(400, await answer.TextAsync());
        }

        return new(window, await window.NewPageAsync(), look, hands);
    }

    /// <summary>Looks at the same page on another width or in other colours.</summary>
    public async Task LookAsync(Look other)
    {
        ArgumentNullException.ThrowIfNull(other);
        look = other;
        await Page.SetViewportSizeAsync(look.Width, Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
    }

    /// <summary>Goes to an address and returns the HTTP status.</summary>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>Goes to an address that is written somewhere, such as in a mail, and looks at what is there.</summary>
    public async Task OpenAsync(string path)
    {
        (await GoAsync(path)).ShouldBe(200, path);
        await CheckAsync();
    }

    /// <summary>Follows the first link with these words to another page.</summary>
    public Task FollowAsync(string link) => LeaveAsync(Main.GetByRole(AriaRole.Link, new() { Name = link }).First);

    /// <summary>Presses the button with exactly these words, and looks at the page that answers.</summary>
    public Task PressAsync(string button) => LeaveAsync(Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First);

    /// <summary>Follows an item of the main menu, which a phone unfolds.</summary>
    public async Task MenuAsync(string item)
    {
        var burger = Page.Locator(".k-header__burger");
        if (await burger.IsVisibleAsync())
        {
            await hand.PressAsync(burger);
        }

        await LeaveAsync(Page.Locator("#huvudmeny").GetByRole(AriaRole.Link, new() { Name = item, Exact = true }));
    }

    /// <summary>Follows an item of one's own menu, the administrators' among them.</summary>
    public async Task OwnMenuAsync(string item)
    {
        await hand.PressAsync(Page.Locator("#jag-knapp"));
        await LeaveAsync(Page.Locator("#jag").GetByRole(AriaRole.Link, new() { Name = item, Exact = true }));
    }

    /// <summary>Unfolds a part of the page.</summary>
    public Task UnfoldAsync(string words) => hand.PressAsync(Main.Locator("summary").Filter(new() { HasText = words }).First);

    /// <summary>Writes in the field whose label begins with these words.</summary>
    public Task WriteAsync(string label, string text) => hand.WriteAsync(Field(label), text);

    /// <summary>Chooses from the list whose label begins with these words.</summary>
    public Task ChooseAsync(string label, string option) => hand.ChooseAsync(Field(label), option);

    /// <summary>Ticks the box, or one of several, whose label begins with these words.</summary>
    public Task TickAsync(string label) => hand.TickAsync(Field(label));

    /// <summary>Fetches the file behind a link; gives back its text.</summary>
    public async Task<string> FetchAsync(string link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => hand.PressAsync(Main.GetByRole(AriaRole.Link, new() { Name = link })));
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        return await reader.ReadToEndAsync();
    }

    /// <summary>Writes a proposal on the form that is open, and hands it in.</summary>
    public async Task ProposeAsync(string title, string? secret = null)
    {
        await WriteAsync("Rubrik", title);
        await WriteAsync("Vad är problemet?", "Det saknas.");
        await WriteAsync("Vad föreslår du?", "Att vi skaffar det.");
        if (secret is not null)
        {
            await TickAsync("Förslaget kan gå att patentera");
            await WriteAsync("Varför behöver det skyddas?", secret);
        }

        await PressAsync("Lämna förslaget");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Tack!");
    }

    /// <summary>Waits until the page says so.</summary>
    public Task SeesAsync(string words) => Assertions.Expect(Main).ToContainTextAsync(words);

    /// <summary>The number of the proposal that the address names.</summary>
    public int Number() => int.Parse(Regex.Match(Page.Url, "/forslag/([0-9]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// What must hold on every page: no breach of WCAG 2.2 AA that axe finds, nothing on the console, no scrolling sideways, one h1, a title, and Swedish declared.
    /// axe examines a page of the same address, shape and look once: from the other database it is the same page.
    /// </summary>
    public async Task CheckAsync()
    {
        if (Examined.TryAdd((look, Regex.Replace(new Uri(Page.Url).AbsolutePath, "[0-9]+", "*", RegexOptions.None, TimeSpan.FromSeconds(1)), await Page.EvaluateAsync<string>(Shape)), true))
        {
            await ExamineAsync();
        }

        (await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue($"{Page.Url} scrolls sideways");
        (await Page.Locator("h1").CountAsync()).ShouldBe(1, Page.Url);
        (await Page.TitleAsync()).ShouldNotBeNullOrWhiteSpace(Page.Url);
        (await Page.Locator("html").GetAttributeAsync("lang")).ShouldNotBeNullOrEmpty(Page.Url);
        complaints.ShouldBeEmpty();
    }

    /// <summary>A picture for the documentation, written to <c>docs/images</c> when <c>INNOVATION_PICTURES=1</c>.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("INNOVATION_PICTURES") == "1" && hands == Hands.Mouse)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", "images", $"{name}.png") });
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private async Task ExamineAsync()
    {
        var axe = await Page.RunAxe(new AxeRunOptions { RunOnly = look.Dark ? Colours : Everything, ResultTypes = OnlyViolations });
        axe.Violations.Select(v => $"{v.Id}: {v.Help} – {string.Join(" ¦ ", v.Nodes.Take(3).Select(n => n.Html))}").ShouldBeEmpty(Page.Url);
    }

    private ILocator Field(string label) =>
        Main.GetByLabel(new Regex($"^\\s*{Regex.Escape(label)}", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .And(Page.Locator("input, select, textarea")).Filter(new() { Visible = true }).First;

    // The next page is there when it has loaded, whatever it is called.
    private async Task LeaveAsync(ILocator target)
    {
        var loaded = new TaskCompletionSource();
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        await hand.PressAsync(target);
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Page.Load -= Loaded;
        await CheckAsync();
    }

    // A page that answers 404 or 403 on purpose is told on the console too; that is no complaint of ours.
    private void Complain(bool serious, string text)
    {
        if (serious && !text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
        {
            complaints.Enqueue(text);
        }
    }
}
