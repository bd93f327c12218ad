using System.Collections.Concurrent;
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

/// <summary>A person at a browser window of their own. Whatever the console complains of on the way, the content security policy among it, fails the next <see cref="CheckAsync"/>.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    private Person(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) => Complain(message.Type == "error", $"{page.Url}: {message.Text}");
        page.PageError += (_, error) => Complain(true, $"{page.Url}: {error}");
        page.Response += (_, response) => Complain(response.Status >= 500, $"{response.Url} answered {response.Status}");
    }

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>Opens a browser, signed in as <paramref name="userName"/> unless that is null.</summary>
    public static async Task<Person> ArriveAsync(TestHost host, string? userName, Look? look = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        look ??= new();
        var address = host.Address;
        var browser = await Browser.GetAsync();
        var window = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "sv-SE",
            TimezoneId = "Europe/Stockholm",
            ViewportSize = new() { Width = look.Width, Height = 900 },
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

        return new(window, await window.NewPageAsync());
    }

    /// <summary>Goes to an address and returns the HTTP status.</summary>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>
    /// What must hold on every page: no breach of WCAG 2.2 AA that axe finds, nothing on the console, no scrolling sideways, one h1, a title, and Swedish declared.
    /// </summary>
    public async Task CheckAsync()
    {
        var axe = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        axe.Violations.Select(v => $"{v.Id}: {v.Help} – {string.Join(" ¦ ", v.Nodes.Take(3).Select(n => n.Html))}").ShouldBeEmpty(Page.Url);
        (await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue($"{Page.Url} scrolls sideways");
        (await Page.Locator("h1").CountAsync()).ShouldBe(1, Page.Url);
        (await Page.TitleAsync()).ShouldNotBeNullOrWhiteSpace(Page.Url);
        (await Page.Locator("html").GetAttributeAsync("lang")).ShouldNotBeNullOrEmpty(Page.Url);
        complaints.ShouldBeEmpty();
    }

    /// <summary>A picture for the documentation, written to <c>docs/images</c> when <c>INNOVATION_PICTURES=1</c>.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("INNOVATION_PICTURES") == "1")
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", "images", $"{name}.png") });
        }
    }

    /// <summary>Presses Tab until the focus is on what the selector finds; throws after <paramref name="atMost"/> presses. The focus must be visible on the way.</summary>
    public async Task TabToAsync(string selector, int atMost = 150)
    {
        for (var press = 0; press < atMost; press++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("s => document.activeElement !== null && document.activeElement.matches(s)", selector))
            {
                return;
            }
        }

        throw new InvalidOperationException($"{selector} on {Page.Url} is not reached by {atMost} presses of Tab.");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    // A page that answers 404 or 403 on purpose is told on the console too; that is no complaint of ours.
    private void Complain(bool serious, string text)
    {
        if (serious && !text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
        {
            complaints.Enqueue(text);
        }
    }
}
