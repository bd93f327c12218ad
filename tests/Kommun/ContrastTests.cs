namespace IntranetInnovation.Kommun.Tests;

public sealed class ContrastTests
{
    // Text and the ground that it stands on somewhere in the style sheets: 4.5 (WCAG 1.4.3).
    private static readonly string[] Texts =
    [
        "ink/bg", "ink/surface", "ink/tint", "ink/quiet-tint", "ink/warm-tint", "muted/bg", "muted/surface", "muted/tint", "muted/quiet-tint",
        "link/bg", "link/surface", "link/tint", "primary/bg", "primary/surface", "primary-hover/bg", "primary-hover/surface", "primary-hover/tint",
        "on-primary/primary", "on-primary/primary-hover", "on-accent/accent", "surface/ok", "surface/error",
        "ok/ok-tint", "info/info-tint", "warn/warn-tint", "error/error-tint", "violet/violet-tint",
        "ink/ok-tint", "ink/info-tint", "ink/warn-tint", "ink/error-tint",
        "error/bg", "error/surface", "warn/bg", "warn/surface", "ok/surface",
    ];

    // What one must see to use the page without reading it: 3 (WCAG 1.4.11).
    private static readonly string[] Parts =
        ["line-strong/bg", "line-strong/surface", "line-strong/tint", "focus/bg", "focus/surface", "focus/tint", "warm/surface", "primary/surface"];

    public static TheoryData<string> Modes => [.. Colours.Modes];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Every_text_can_be_read_on_its_ground(string mode) => Failing(mode, Texts, 4.5).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Modes))]
    public void Borders_of_fields_and_the_focus_ring_can_be_seen(string mode) => Failing(mode, Parts, 3).ShouldBeEmpty();

    [Fact]
    public void The_calculation_knows_black_white_and_a_grey_that_is_too_pale()
    {
        Colours.Contrast("#000", "#ffffff").ShouldBe(21, .001);
        Colours.Contrast("#777", "#fff").ShouldBe(4.48, .01);
    }

    private static IEnumerable<string> Failing(string mode, string[] pairs, double least)
    {
        var colours = Colours.Of(mode);
        return pairs.Select(p => (Pair: p, Names: p.Split('/')))
            .Select(p => (p.Pair, Contrast: Colours.Contrast(colours[p.Names[0]], colours[p.Names[1]])))
            .Where(p => p.Contrast < least)
            .Select(p => $"{p.Pair} {p.Contrast:0.00}");
    }
}
