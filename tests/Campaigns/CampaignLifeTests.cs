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
        Campaign.Create("host", Bodies.Fine, new(2026, 3, 2), new(2026, 3, 1), by: null, Now).Problems.ShouldHaveSingleItem().Text.ShouldBe("Campaign.ClosesBeforeItOpens");

    [Fact]
    public void A_draft_is_nothing_that_readers_see()
    {
        var campaign = Campaign.Create("host", Bodies.Fine, new(2026, 3, 1), null, by: null, Now).Value;
        campaign.IsPublicAt(Now).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(campaign.ToInfo);
    }

    [Fact]
    public void Editing_changes_nothing_for_readers_until_it_is_published()
    {
        var campaign = Published(first: new(2026, 3, 1), last: null);
        campaign.Edit(Bodies.Fine with { Title = "Ny titel" }, by: null, Now).Succeeded.ShouldBeTrue();
        campaign.ToInfo().Title.ShouldBe(Bodies.Fine.Title);
        campaign.Publish(by: null, Now);
        campaign.ToInfo().Title.ShouldBe("Ny titel");
    }

    [Fact]
    public void Every_text_is_needed_and_bounded_and_the_colour_is_checked()
    {
        var body = Bodies.Fine with { Title = " ", Lead = new string('a', CampaignBody.LeadMax + 1), Why = "", Accent = "red" };
        body.Check().Select(p => (p.Field, p.Text)).ShouldBe(
            [("Title", "Campaign.TextMissing"), ("Lead", "Campaign.TextTooLong"), ("Why", "Campaign.TextMissing"), ("Accent", "Campaign.AccentInvalid")]);
        Campaign.Create("host", body, new(2026, 3, 1), null, by: null, Now).Succeeded.ShouldBeFalse();
        Published(new(2026, 3, 1), null).Edit(body, by: null, Now).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void An_address_that_is_none_is_refused() =>
        Campaign.Create("../x", Bodies.Fine, new(2026, 3, 1), null, by: null, Now).Problems.ShouldHaveSingleItem().Text.ShouldBe("Campaign.SlugInvalid");

    private static Campaign Published(DateOnly first, DateOnly? last)
    {
        var campaign = Campaign.Create("host", Bodies.Fine, first, last, by: null, Now).Value;
        campaign.Publish(by: null, Now);
        return campaign;
    }
}

internal static class Bodies
{
    public static CampaignBody Fine { get; } = new(
        "Höstens idéer", "Vad kan bli bättre i höst?", "Därför.", "- Stort\n- Smått", "Du får svar.", "Lämna ett förslag", "#1f6f5c", IsExternal: false, null, null);
}
