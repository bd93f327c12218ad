using IntranetInnovation.GoodExamples.Api;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.GoodExamples.Tests;

public sealed class GoodExampleLifeTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_draft_needs_a_title_only()
    {
        var empty = new GoodExampleBody("Rubrik", "", "", "", "", "", "", "", null, null, null, Awarded: false);
        GoodExample.Create("rubrik", empty, null, by: null, Now).Succeeded.ShouldBeTrue();
        GoodExample.Create("rubrik", empty with { Title = " " }, null, by: null, Now).Problems.ShouldHaveSingleItem().Field.ShouldBe("Title");
    }

    [Fact]
    public void Publishing_needs_what_the_story_stands_on()
    {
        var example = GoodExample.Create("rubrik", new("Rubrik", "", "", "", "", "", "", "", null, null, null, Awarded: false), null, by: null, Now).Value;
        var told = example.Tell(by: null, Now);
        told.Problems.Select(p => p.Field).ShouldBe(["Lead", "Solution", "Benefit", "Contributor"]);
        example.IsPublicAt(Now).ShouldBeFalse();
    }

    [Fact]
    public void A_person_is_named_after_having_said_yes()
    {
        var body = Bodies.Fine with { Author = "Anna Ek" };
        body.CheckDraft().ShouldBeEmpty();
        body.CheckPublishing().ShouldHaveSingleItem().Field.ShouldBe("AuthorConsents");
        body.Behind().ShouldBe("Biblioteket");
        (body with { AuthorConsents = true }).CheckPublishing().ShouldBeEmpty();
        (body with { AuthorConsents = true }).Behind().ShouldBe("Anna Ek, Biblioteket");
    }

    [Theory]
    [InlineData("Kort.", "Kort.")]
    [InlineData("En mening. Och en till som inte f\u00e5r plats.", "En mening.")]
    [InlineData("En enda l\u00e5ng mening utan slut", "En enda l\u00e5ng\u2026")]
    [InlineData("Enendal\u00e5ngmeningutanslut", "Enendal\u00e5ngmeninguta\u2026")]
    public void The_short_description_begins_as_whole_sentences(string text, string lead) => FromProposal.FirstSentences(text, 20).ShouldBe(lead);

    [Fact]
    public void A_very_long_proposal_still_makes_a_draft()
    {
        var proposal = new string('a', 10_000);
        var body = FromProposal.Draft(Proposal(ProposalStatus.Implemented, false, proposal), [], new FeedTests.SwedishTexts());
        body.CheckDraft().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//example.org")]
    [InlineData("www.example.org")]
    public void A_link_that_is_no_web_address_is_refused(string address) =>
        (Bodies.Fine with { ReadMore = address }).CheckDraft().ShouldHaveSingleItem().Text.ShouldBe("GoodExample.ReadMoreInvalid");

    [Fact]
    public void Texts_are_bounded() =>
        (Bodies.Fine with { Title = new string('a', 121), Solution = new string('a', 10_001), Contributor = new string('a', 121) })
            .CheckDraft().Select(p => p.Field).ShouldBe(["Title", "Solution", "Contributor"]);

    [Fact]
    public void Readers_see_the_published_text_while_a_new_one_is_written()
    {
        var example = Told();
        example.Edit(Bodies.Fine with { Title = "Ny" }, by: null, Now.AddDays(1));
        example.Published!.Title.ShouldBe(Bodies.Fine.Title);
        example.RevisedUtc.ShouldBe(Now, "nothing new has come to readers");

        example.Tell(by: null, Now.AddDays(2)).Value.ShouldBeFalse("it is not news again");
        example.Published.Title.ShouldBe("Ny");
        (example.PublishedUtc, example.RevisedUtc).ShouldBe((Now, Now.AddDays(2)));
    }

    [Fact]
    public void Saving_what_already_stands_makes_no_draft()
    {
        var example = Told();
        example.Edit(Bodies.Fine with { }, by: null, Now.AddDays(1));
        example.Draft.ShouldBeNull();
    }

    [Fact]
    public void It_is_news_once_even_when_it_was_withdrawn_in_between()
    {
        var example = GoodExample.Create("host", Bodies.Fine, null, by: null, Now).Value;
        example.Tell(by: null, Now).Value.ShouldBeTrue();
        example.Withdraw(by: null, Now).Succeeded.ShouldBeTrue();
        example.IsPublicAt(Now).ShouldBeFalse();
        example.Tell(by: null, Now).Value.ShouldBeFalse();
    }

    [Theory]
    [InlineData(ProposalStatus.Implemented, false, null)]
    [InlineData(ProposalStatus.Implemented, true, "GoodExample.Confidential")]
    [InlineData(ProposalStatus.BeingImplemented, false, "GoodExample.NotImplemented")]
    [InlineData(ProposalStatus.Approved, true, "GoodExample.Confidential")]
    [InlineData(ProposalStatus.Rejected, false, "GoodExample.NotImplemented")]
    public void Only_what_is_done_and_open_can_be_told(ProposalStatus status, bool confidential, string? refusal)
    {
        var may = GoodExample.MayTellOf(Proposal(status, confidential));
        (may.Succeeded ? null : may.Problems[0].Text).ShouldBe(refusal);
    }

    [Fact]
    public void What_came_without_a_proposal_can_be_told() => GoodExample.MayTellOf(null).Succeeded.ShouldBeTrue();

    [Fact]
    public void A_cursor_comes_back_as_it_went()
    {
        var cursor = new Cursor(Now, "host-2026");
        Cursor.Read(cursor.ToString()).ShouldBe(cursor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("<script>")]
    [InlineData("MXwuLi8uLg")] // 1|../..
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OXxh")] // A time that is none.
    [InlineData("LTF8YQ")] // -1|a
    public void A_cursor_of_someone_elses_making_is_refused(string text) => Cursor.Read(text).ShouldBeNull();

    private static GoodExample Told()
    {
        var example = GoodExample.Create("host", Bodies.Fine, null, by: null, Now).Value;
        example.Tell(by: null, Now);
        return example;
    }

    private static ProposalRow Proposal(ProposalStatus status, bool confidential, string text = "S") => new()
    {
        Id = new(Guid.CreateVersion7()),
        Number = 7,
        Title = "T",
        Problem = text,
        Solution = text,
        Benefit = "B",
        Status = status,
        Source = ProposalSource.Staff,
        DepartmentId = new DepartmentId(Guid.CreateVersion7()),
        DepartmentName = "D",
        UnitId = null,
        UnitName = null,
        CampaignSlug = null,
        GoalSlug = null,
        AuthorId = null,
        AuthorName = "A",
        Supports = 0,
        IsConfidential = confidential,
        SubmittedUtc = Now,
        AnsweredUtc = null,
        DecidedUtc = null,
        ImplementedUtc = null,
        Effect = null,
    };
}

internal static class Bodies
{
    public static GoodExampleBody Fine { get; } = new(
        "Höstens exempel", "Kort sagt.", "Tillgänglighet", "Så **löstes** det.", "Det blev bättre.", "Först prövade vi.", "Överallt.", "Biblioteket", null, "https://example.org/mer", null, Awarded: false);
}
