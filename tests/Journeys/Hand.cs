using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>What a person has at hand.</summary>
public enum Hands
{
    /// <summary>A mouse, before a screen.</summary>
    Mouse,

    /// <summary>Keys only, on a phone's width.</summary>
    Keys,
}

/// <summary>Which hands a journey is done with.</summary>
internal static class HandsOnHost
{
    /// <summary>The mouse on one database and keys on the other; with <c>--long</c> the other way round. What the hands do and what the database does have nothing to do with each other.</summary>
    public static Hands Hands(this TestHost host) => (host.Database.Provider == DatabaseProvider.Sqlite) != Repository.Long ? Tests.Hands.Mouse : Tests.Hands.Keys;
}

/// <summary>How a journey is done. It is told once, and done by each.</summary>
internal abstract class Hand
{
    public static Hand Of(Hands hands, IPage page) => hands == Hands.Mouse ? new Mouse() : new Keys(page);

    /// <summary>A link, a button, what unfolds a part.</summary>
    public abstract Task PressAsync(ILocator target);

    /// <summary>Writes over what stood in the field.</summary>
    public abstract Task WriteAsync(ILocator field, string text);

    /// <summary>An option of a list, by its words.</summary>
    public abstract Task ChooseAsync(ILocator list, string option);

    /// <summary>A box, or one of several to choose from.</summary>
    public abstract Task TickAsync(ILocator box);

    private sealed class Mouse : Hand
    {
        public override Task PressAsync(ILocator target) => target.ClickAsync();

        public override Task WriteAsync(ILocator field, string text) => field.FillAsync(text);

        public override Task ChooseAsync(ILocator list, string option) => list.SelectOptionAsync(new SelectOptionValue { Label = option });

        public override Task TickAsync(ILocator box) => box.CheckAsync();
    }

    private sealed class Keys(IPage page) : Hand
    {
        private const int MostPresses = 200;

        // Of boxes that exclude each other Tab reaches the one that is chosen; from there the arrows go on.
        private const string IsReached =
            "e => { const a = document.activeElement; return a === e || (e.type === 'radio' && a.type === 'radio' && a.name === e.name && a.form === e.form); }";

        // Seen while it has the focus (WCAG 2.4.7 and 2.4.11): a ring around it or around the card that it stands for, and not outside the window.
        private const string IsSeen =
            "() => { const a = document.activeElement, r = a.getBoundingClientRect(); let e = a; while (e && getComputedStyle(e).outlineStyle === 'none') e = e.parentElement; return e !== null && r.bottom > 0 && r.top < innerHeight; }";

        public override async Task PressAsync(ILocator target)
        {
            await ReachAsync(target);
            await page.Keyboard.PressAsync("Enter");
        }

        public override async Task WriteAsync(ILocator field, string text)
        {
            await ReachAsync(field);
            if (await field.GetAttributeAsync("type") == "date")
            {
                await WriteDayAsync(field, text);
                return;
            }

            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.TypeAsync(text);
        }

        public override async Task ChooseAsync(ILocator list, string option)
        {
            await ReachAsync(list);
            var down = await list.EvaluateAsync<int>("(e, text) => [...e.options].findIndex(o => o.text.trim() === text) - e.selectedIndex", option);
            for (var press = 0; press < Math.Abs(down); press++)
            {
                await page.Keyboard.PressAsync(down > 0 ? "ArrowDown" : "ArrowUp");
            }

            await Assertions.Expect(list.Locator("option:checked")).ToHaveTextAsync(option);
        }

        public override async Task TickAsync(ILocator box)
        {
            await ReachAsync(box);
            for (var press = 0; press < MostPresses && !await box.IsCheckedAsync(); press++)
            {
                await page.Keyboard.PressAsync(await box.EvaluateAsync<bool>("e => e === document.activeElement") ? "Space" : "ArrowDown");
            }

            await Assertions.Expect(box).ToBeCheckedAsync();
        }

        // A browser asks for year, month and day in the order of its own language, whatever the page's is.
        private async Task WriteDayAsync(ILocator field, string day)
        {
            foreach (var keys in new[] { day, $"{day[5..7]}{day[8..]}{day[..4]}" })
            {
                await page.Keyboard.TypeAsync(keys);
                if (await field.InputValueAsync() == day)
                {
                    return;
                }

                for (var part = 0; part < 3; part++)
                {
                    await page.Keyboard.PressAsync("ArrowLeft");
                }
            }

            throw new InvalidOperationException($"{field} on {page.Url} takes no {day}.");
        }

        private async Task ReachAsync(ILocator target)
        {
            await Assertions.Expect(target).ToBeVisibleAsync();
            for (var press = 0; press < MostPresses; press++)
            {
                if (await target.EvaluateAsync<bool>(IsReached))
                {
                    (await page.EvaluateAsync<bool>(IsSeen)).ShouldBeTrue($"{page.Url}: one does not see that {target} has the focus.");
                    return;
                }

                await page.Keyboard.PressAsync("Tab");
            }

            throw new InvalidOperationException($"{target} on {page.Url} is not reached by {MostPresses} presses of Tab.");
        }
    }
}
