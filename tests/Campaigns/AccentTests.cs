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
    public void The_stylesheet_sets_two_properties_and_leaves_paper_alone() =>
        CampaignTheme.Css(Accent.Parse("#FFEE00")!).ShouldBe("@media screen { :root { --k-accent: #ffee00; --k-on-accent: #000000; } }\n");
}
