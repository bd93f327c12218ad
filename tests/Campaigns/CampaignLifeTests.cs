namespace IntranetInnovation.Campaigns.Tests;

public sealed class CampaignLifeTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_campaign_opens_at_midnight_in_Stockholm_and_takes_proposals_all_its_last_day()
    {
        var campaign = Published(first: new(2026, 3, 1), last: new(2026, 3, 31));
        campaign.OpensUtc.ShouldBe(new DateTime(2026, 2, 28, 23, 0, 0, DateTimeKind.Utc));
        campaign.ClosesUtc.ShouldBe(new DateTime(2026, 3, 31, 22, 0, 0, DateTimeKind.Utc), "summer time has begun by then");

        var info = campaign.ToInfo();
        info.IsOpenAt(campaign.OpensUtc.AddTicks(-1)).ShouldBeFalse();
        info.IsOpenAt(campaign.OpensUtc).ShouldBeTrue();
        info.IsOpenAt(campaign.ClosesUtc!.Value.AddTicks(-1)).ShouldBeTrue();
        info.IsOpenAt(campaign.ClosesUtc.Value).ShouldBeFalse();
    }

    [Fact]
    public void Its_phases_follow_one_another()
    {
        var info = Published(first: new(2026, 3, 10), last: new(2026, 3, 10)).ToInfo();
        info.PhaseAt(Now).ShouldBe(CampaignPhase.Coming);
        info.PhaseAt(info.OpensUtc).ShouldBe(CampaignPhase.Open);
        info.PhaseAt(info.ClosesUtc!.Value).ShouldBe(CampaignPhase.Closed);
    }

    [Fact]
    public void Without_a_last_day_it_stays_open() =>
        Published(first: new(2026, 3, 1), last: null).ToInfo().PhaseAt(Now.AddYears(50)).ShouldBe(CampaignPhase.Open);

    [Fact]
    public void It_cannot_close_before_it_opens() =>
        Campaign.Create("host", Bodies.Between(new(2026, 3, 2), new(2026, 3, 1)), by: null, Now).Problems.ShouldHaveSingleItem().Text.ShouldBe("Campaign.ClosesBeforeItOpens");

    [Fact]
    public void A_draft_is_nothing_that_readers_see()
    {
        var campaign = Campaign.Create("host", Bodies.Between(new(2026, 3, 1), null), by: null, Now).Value;
        campaign.IsPublicAt(Now).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(campaign.ToInfo);
    }

    [Fact]
    public void Editing_changes_nothing_for_readers_until_it_is_published()
    {
        var campaign = Published(first: new(2026, 3, 1), last: null);
        campaign.Edit(Bodies.Fine with { Title = "Ny titel" }, by: null, Now).Succeeded.ShouldBeTrue();
        campaign.ToInfo().Title.ShouldBe(Bodies.Fine.Title);
        campaign.Announce(by: null, Now);
        campaign.ToInfo().Title.ShouldBe("Ny titel");
    }

    [Fact]
    public void Moving_the_days_changes_nothing_for_readers_until_it_is_published()
    {
        var campaign = Published(first: new(2026, 3, 1), last: new(2026, 3, 31));
        var closes = campaign.ClosesUtc;
        campaign.Edit(campaign.Working with { Last = new(2026, 4, 30) }, by: null, Now).Succeeded.ShouldBeTrue();
        campaign.ClosesUtc.ShouldBe(closes);
        campaign.Announce(by: null, Now).Succeeded.ShouldBeTrue();
        campaign.ClosesUtc.ShouldBe(new DateTime(2026, 4, 30, 22, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void A_day_with_23_or_25_hours_is_a_whole_day_all_the_same()
    {
        var spring = Published(first: new(2026, 3, 29), last: new(2026, 3, 29));
        (spring.ClosesUtc!.Value - spring.OpensUtc).ShouldBe(TimeSpan.FromHours(23));
        spring.OpensUtc.ShouldBe(new DateTime(2026, 3, 28, 23, 0, 0, DateTimeKind.Utc));
        var autumn = Published(first: new(2026, 10, 25), last: new(2026, 10, 25));
        (autumn.ClosesUtc!.Value - autumn.OpensUtc).ShouldBe(TimeSpan.FromHours(25));
        autumn.OpensUtc.ShouldBe(new DateTime(2026, 10, 24, 22, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void A_draft_may_lack_texts_but_cannot_be_published_without_them()
    {
        var body = Bodies.Fine with { Lead = " ", Why = "" };
        body.CheckDraft().ShouldBeEmpty();
        var campaign = Campaign.Create("host", body, by: null, Now).Value;
        campaign.Announce(by: null, Now).Problems.Select(p => (p.Field, p.Text)).ShouldBe([("Lead", "Campaign.TextMissing"), ("Why", "Campaign.TextMissing")]);
        campaign.IsPublicAt(Now).ShouldBeFalse();
    }

    [Fact]
    public void A_draft_has_a_title_is_bounded_and_its_colour_can_be_seen()
    {
        var body = Bodies.Fine with { Title = " ", Lead = new string('a', CampaignBody.LeadMax + 1), Accent = "red", Last = new(9999, 12, 31) };
        body.CheckDraft().Select(p => (p.Field, p.Text)).ShouldBe(
            [("Title", "Campaign.TextMissing"), ("Lead", "Campaign.TextTooLong"), ("Last", "Campaign.DayOutOfRange"), ("Accent", "Campaign.AccentInvalid")]);
        (Bodies.Fine with { Accent = "#ffee00" }).CheckDraft().ShouldHaveSingleItem().Text.ShouldBe("Campaign.AccentTooPale");
        Campaign.Create("host", body, by: null, Now).Succeeded.ShouldBeFalse();
        Published(new(2026, 3, 1), null).Edit(body, by: null, Now).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void Discarding_the_draft_goes_back_to_what_readers_see()
    {
        var campaign = Published(first: new(2026, 3, 1), last: null);
        campaign.Edit(campaign.Working with { Title = "Annan" }, by: null, Now);
        campaign.DiscardDraft(by: null, Now).Succeeded.ShouldBeTrue();
        campaign.Draft.ShouldBeNull();
        campaign.Published!.Title.ShouldBe(Bodies.Fine.Title);
        Campaign.Create("host", Bodies.Fine, by: null, Now).Value.DiscardDraft(by: null, Now).Problems.ShouldHaveSingleItem().Text.ShouldBe("Campaign.NothingToGoBackTo");
    }

    [Fact]
    public void What_has_once_been_published_is_not_thrown_away()
    {
        Campaign.Create("host", Bodies.Fine, by: null, Now).Value.WasNeverPublished.ShouldBeTrue();
        var campaign = Published(first: new(2026, 3, 1), last: null);
        campaign.Unpublish(by: null, Now).Succeeded.ShouldBeTrue();
        (campaign.IsPublicAt(Now), campaign.WasNeverPublished, campaign.Draft!.Title).ShouldBe((false, false, Bodies.Fine.Title));
    }

    [Fact]
    public void An_address_that_is_none_is_refused() =>
        Campaign.Create("../x", Bodies.Fine, by: null, Now).Problems.ShouldHaveSingleItem().Text.ShouldBe("Campaign.SlugInvalid");

    private static Campaign Published(DateOnly first, DateOnly? last)
    {
        var campaign = Campaign.Create("host", Bodies.Between(first, last), by: null, Now).Value;
        campaign.Announce(by: null, Now).Succeeded.ShouldBeTrue();
        return campaign;
    }
}

internal static class Bodies
{
    public static CampaignBody Fine { get; } = new(
        "Höstens idéer", "Vad kan bli bättre i höst?", "Därför.", "- Stort\n- Smått", "Du får svar.", "Lämna ett förslag", "#1f6f5c", IsExternal: false, null, null)
    {
        First = new(2026, 3, 1),
    };

    public static CampaignBody Between(DateOnly first, DateOnly? last) => Fine with { First = first, Last = last };
}
