using IntranetInnovation.Campaigns.Api;

namespace IntranetInnovation.Campaigns.Tests;

public sealed class AccentTests
{
    [Theory]
    [InlineData("#1f6f5c", "#1f6f5c")]
    [InlineData("#ABCDEF", "#abcdef")]
    public void Six_hex_digits_are_a_colour(string text, string hex) => Accent.Parse(text)!.Hex.ShouldBe(hex);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("#fff")]
    [InlineData("1f6f5c")]
    [InlineData("red")]
    [InlineData("#1f6f5g")]
    [InlineData("#1f6f5c;")]
    [InlineData("#1f6f5c} body{display:none")]
    [InlineData("#1f6f5c\n")]
    [InlineData(" #1f6f5c")]
    [InlineData("url(x)#")]
    [InlineData("#\u0661\u0661\u0661\u0661\u0661\u0661")]
    public void Anything_else_is_not(string? text) => Accent.Parse(text).ShouldBeNull();

    [Fact]
    public void Text_can_be_read_on_every_colour()
    {
        for (var colour = 0; colour <= 0xFFFFFF; colour += 4_099)
        {
            var accent = Accent.Parse($"#{colour:x6}")!;
            accent.ContrastWith(accent.OnAccent).ShouldBeGreaterThanOrEqualTo(4.5, accent.Hex);
        }
    }

    [Fact]
    public void Contrast_is_that_of_the_standard()
    {
        Accent.Parse("#000000")!.ContrastWith("#ffffff").ShouldBe(21, tolerance: 0.001);
        Accent.Parse("#777777")!.ContrastWith("#ffffff").ShouldBe(4.478, tolerance: 0.001);
    }

    [Fact]
    public void The_stylesheet_sets_two_properties_for_each_mode_and_leaves_paper_alone() =>
        CampaignTheme.Css(Accent.Parse("#1D4F91")!).ShouldBe(
            "@media screen { :root { --k-accent: #1d4f91; --k-on-accent: #ffffff; } }\n" +
            "@media screen and (prefers-color-scheme: dark) { :root { --k-accent: #38649e; --k-on-accent: #ffffff; } }\n");

    [Fact]
    public void In_dark_mode_every_colour_stands_out_from_the_page_and_text_from_it()
    {
        for (var colour = 0; colour <= 0xFFFFFF; colour += 4_099)
        {
            var dark = Accent.Parse($"#{colour:x6}")!.InDark;
            dark.ContrastWith(Accent.DarkPage).ShouldBeGreaterThanOrEqualTo(3, dark.Hex);
            dark.ContrastWith(dark.OnAccent).ShouldBeGreaterThanOrEqualTo(4.5, dark.Hex);
        }
    }

    [Fact]
    public void The_pages_that_colours_are_held_against_are_those_of_the_theme()
    {
        var tokens = File.ReadAllText(Path.Combine(TestKit.Repository.Root, "src", "Themes", "Kommun", "assets", "scss", "_tokens.scss"));
        System.Text.RegularExpressions.Regex.Matches(tokens, "--k-bg: (#[0-9a-f]{6});").Select(m => m.Groups[1].Value).ShouldBe([Accent.LightPage, Accent.DarkPage]);
    }
}
