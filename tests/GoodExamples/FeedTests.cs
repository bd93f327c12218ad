using System.Xml.Linq;
using IntranetInnovation.GoodExamples.Api;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Texts;

namespace IntranetInnovation.GoodExamples.Tests;

public sealed class FeedTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly ITexts Texts = new SwedishTexts();

    [Fact]
    public void It_has_what_RFC_4287_asks_for()
    {
        var feed = Write(Told("host", Bodies.Fine), Told("var", Bodies.Fine));
        feed.Name.ShouldBe(Atom + "feed");
        foreach (var element in new[] { feed }.Concat(feed.Elements(Atom + "entry")))
        {
            element.Elements(Atom + "id").ShouldHaveSingleItem().Value.ShouldStartWith("urn:uuid:");
            element.Elements(Atom + "title").ShouldHaveSingleItem();
            DateTimeOffset.Parse(element.Elements(Atom + "updated").ShouldHaveSingleItem().Value, System.Globalization.CultureInfo.InvariantCulture).Offset.ShouldBe(TimeSpan.Zero);
        }

        feed.Elements(Atom + "entry").ShouldAllBe(e => e.Element(Atom + "author")!.Element(Atom + "name")!.Value.Length > 0);
        feed.Descendants(Atom + "link").Select(l => l.Attribute("href")!.Value).ShouldAllBe(h => h.StartsWith("https://ideer.example/i/"));
        feed.Elements(Atom + "link").Single(l => l.Attribute("rel")!.Value == "self").Attribute("href")!.Value.ShouldBe("https://ideer.example/i/goda-exempel/feed.atom");
        feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value).ShouldBeUnique();
    }

    [Fact]
    public void Ids_stay_the_same()
    {
        var example = Told("host", Bodies.Fine);
        Write(example).Descendants(Atom + "id").Select(i => i.Value).ShouldBe(Write(example).Descendants(Atom + "id").Select(i => i.Value));
    }

    [Fact]
    public void What_was_written_is_text_and_can_always_be_read()
    {
        const string Hostile = "<script>alert(1)</script> & \u0001\uFFFF [x](javascript:alert(1)) \U0001F331";
        var entry = Write(Told("host", Bodies.Fine with { Title = Hostile, Lead = Hostile, Contributor = Hostile, Solution = Hostile })).Element(Atom + "entry")!;
        entry.Element(Atom + "title")!.Value.ShouldBe("<script>alert(1)</script> &  [x](javascript:alert(1)) \U0001F331");
        var html = entry.Element(Atom + "content")!.Value;
        html.ShouldNotContain("<script");
        html.ShouldNotContain("href=\"javascript");
        html.ShouldContain("&lt;script");
    }

    [Fact]
    public void A_draft_being_written_does_not_show_in_its_dates()
    {
        var example = Told("host", Bodies.Fine);
        var before = Write(example).ToString();
        example.Edit(Bodies.Fine with { Title = "Ny" }, by: null, Now.AddDays(3));
        Write(example).ToString().ShouldBe(before);
    }

    [Fact]
    public void Without_examples_it_is_still_a_feed() => Write().Element(Atom + "updated")!.Value.ShouldBe("1970-01-01T00:00:00Z");

    // Read back from text, as a reader would.
    private static XElement Write(params GoodExample[] examples) => XDocument.Parse(Feed.Write(examples, "https://ideer.example/i", Texts).ToString()).Root!;

    private static GoodExample Told(string slug, GoodExampleBody body)
    {
        var example = GoodExample.Create(slug, body, null, by: null, Now).Value;
        example.Tell(by: null, Now).Succeeded.ShouldBeTrue();
        return example;
    }

    internal sealed class SwedishTexts : ITexts
    {
        private readonly TextCatalog catalog = new(new ModuleSet(new Organisation.OrganisationModule(), new Campaigns.CampaignsModule(), new Workflows.WorkflowsModule(), new Proposals.ProposalsModule(), new GoodExamplesModule()));

        public string Language => "sv";

        public string this[string key] => catalog.Find("sv", key)!;

        public string this[string key, params IReadOnlyList<object?> arguments] => this[key];

        public ITexts In(string language) => this;

        public bool Has(string key) => catalog.Find("sv", key) is not null;
    }
}
