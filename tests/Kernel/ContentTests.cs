using IntranetInnovation.Kernel.Content;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Kernel.Tests;

public sealed class ContentTests
{
    private static readonly DateTime Now = TestClock.Start;
    private static readonly Guid Editor = Guid.Parse("019a0000-0000-7000-8000-000000000001");

    [Fact]
    public void A_new_item_is_a_draft_that_nobody_sees()
    {
        var item = new Story("first", "one", Editor, Now);
        item.IsPublicAt(Now).ShouldBeFalse();
        item.Working.ShouldBe("one");
        item.Published.ShouldBeNull();
        (item.ModifiedBy, item.CreatedUtc).ShouldBe((Editor, Now));
    }

    [Fact]
    public void Readers_keep_the_published_text_while_a_draft_is_written()
    {
        var item = new Story("first", "one", Editor, Now);
        item.Publish(Editor, Now);
        item.SaveDraft("two", Editor, Now.AddHours(1));

        (item.Published, item.Working).ShouldBe(("one", "two"));
        item.Publish(Editor, Now.AddDays(1));
        (item.Published, item.Draft).ShouldBe(("two", null));
        item.PublishedUtc.ShouldBe(Now, "the first date stays");
    }

    [Fact]
    public void A_scheduled_item_is_public_from_its_moment()
    {
        var item = new Story("first", "one", Editor, Now);
        item.Publish(Editor, Now, Now.AddDays(2));

        item.IsPublicAt(Now.AddDays(2).AddTicks(-1)).ShouldBeFalse();
        item.IsPublicAt(Now.AddDays(2)).ShouldBeTrue();
    }

    [Fact]
    public void A_withdrawn_item_is_a_draft_again_and_cannot_be_withdrawn_twice()
    {
        var item = new Story("first", "one", Editor, Now);
        item.Withdraw(Editor, Now).Problems[0].Text.ShouldBe("Kernel.NotPublished");
        item.Publish(Editor, Now);

        item.Withdraw(Editor, Now).Succeeded.ShouldBeTrue();
        (item.Draft, item.Published, item.PublishedUtc).ShouldBe(("one", null, null));
        item.IsPublicAt(Now.AddYears(1)).ShouldBeFalse();
    }

    [Fact]
    public void A_slug_that_is_none_is_a_mistake() => Should.Throw<ArgumentException>(() => new Story("Not a slug", "one", null, Now));

    [Theory]
    [InlineData("En skola för alla", "en-skola-for-alla")]
    [InlineData("  Åäö — ÉÈ!  ", "aao-ee")]
    [InlineData("Blåbær & rødgrød", "blabar-rodgrod")]
    [InlineData("日本", "otherwise")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    public void A_slug_is_the_title_in_plain_letters(string title, string slug) => Slugs.Of(title, "otherwise").ShouldBe(slug);

    [Fact]
    public void A_slug_is_short_and_does_not_end_in_a_hyphen()
    {
        var slug = Slugs.Of(string.Concat(Enumerable.Repeat("ord ", 60)), "x");
        slug.Length.ShouldBeLessThanOrEqualTo(Slugs.MaxLength);
        Slugs.Is(slug).ShouldBeTrue(slug);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("A")]
    [InlineData("å")]
    [InlineData("a b")]
    public void Other_texts_are_no_slugs(string text) => Slugs.Is(text).ShouldBeFalse();

    private sealed class Story(string slug, string draft, Guid? by, DateTime nowUtc) : Content<string>(slug, draft, by, nowUtc);
}
