using System.Text;
using IntranetInnovation.Notifications.Listeners;
using IntranetInnovation.Notifications.Mailing;

namespace IntranetInnovation.Notifications.Tests;

public sealed class MailFileTests
{
    [Theory]
    [InlineData("Lånecyklar\r\nBcc: alla@motala.example")]
    [InlineData("Lånecyklar\nBcc: alla@motala.example")]
    [InlineData("Lånecyklar\rBcc: alla@motala.example")]
    [InlineData("Lånecyklar\u2028Bcc: alla@motala.example\u0085X: y")]
    [InlineData("Lanecyklar\r\n\r\n<script>alert(1)</script>")]
    public void A_title_cannot_add_a_header_or_a_body(string title)
    {
        var file = MailFile.Of(MailTests.Written(title), "Innovation", "innovation@motala.example");
        var headers = file[..file.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        headers.Split("\r\n").Where(l => l[0] != ' ').Select(l => l[..l.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(
            ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]);
        file[(headers.Length + 4)..].ShouldBe("Hej!\r\n");
        SubjectOf(headers).ShouldNotContain('\n');
    }

    [Fact]
    public void A_senders_name_with_a_line_of_its_own_is_refused() =>
        Should.Throw<InvalidOperationException>(() => MailFile.Of(MailTests.Written(), "Innovation", "a@b.se>\r\nBcc: <c@d.se"));

    [Theory]
    [InlineData("Godkänt: ”Räksmörgås på språkkaféet”")]
    [InlineData("Plain words")]
    [InlineData("👩‍🚒 och 🚲 och åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö")]
    [InlineData("=?utf-8?B?SGVq?=")]
    public void A_subject_comes_out_as_it_went_in(string subject)
    {
        var encoded = MailFile.Encoded(subject);
        encoded.Split("\r\n ").ShouldAllBe(word => word.Length <= 75);
        encoded.All(char.IsAscii).ShouldBeTrue();
        SubjectOf($"Subject: {encoded}").ShouldBe(subject);
    }

    [Fact]
    public void Addresses_that_people_wrote_are_no_links()
    {
        PlainText.Quoted("Se https://evil.example/x och WWW.evil.example eller javascript://x", 200)
            .ShouldBe("Se https: //evil.\u200Bexample/x och WWW .evil.\u200Bexample eller javascript: //x");
        PlainText.Quoted("evil.example och a@evil.example", 200).ShouldBe("evil.\u200Bexample och a@evil.\u200Bexample");
        PlainText.Quoted("Klart 1.5. Bra!", 200).ShouldBe("Klart 1.5. Bra!");
        PlainText.Quoted("a\r\nb\tc", 20).ShouldBe("a b c");
    }

    [Fact]
    public void What_is_cut_is_not_cut_inside_a_character()
    {
        PlainText.OneLine(new string('a', 18) + "👩‍🚒👩‍🚒", 20).ShouldBe(new string('a', 18) + "…");
        PlainText.OneLine(new string('a', 20), 20).Length.ShouldBe(20);
        PlainText.Lines("a\nb\r\n\r\nc\u0000d", 100).ShouldBe("a\r\nb\r\n\r\nc d");
    }

    [Theory]
    [InlineData("receipt", null, NoticeKind.Receipt)]
    [InlineData("decision", "approved", NoticeKind.Approved)]
    [InlineData("decision", "being-implemented", NoticeKind.Approved)]
    [InlineData("decision", "rejected", NoticeKind.Rejected)]
    [InlineData("decision", "under-review", NoticeKind.Decision)]
    [InlineData("implemented", "implemented", NoticeKind.Implemented)]
    [InlineData("something-of-their-own", "approved", NoticeKind.General)]
    public void A_template_says_what_happened(string template, string? status, object kind) =>
        TellWhomTheWorkflowNames.Kind(template, status).ShouldBe((NoticeKind)kind);

    [Theory]
    [InlineData("approved", NoticeKind.Approved)]
    [InlineData("merged", NoticeKind.Merged)]
    [InlineData("assigned", null)]
    [InlineData("withdrawn", null)]
    [InlineData("unheard-of", null)]
    public void The_author_hears_of_some_statuses(string to, object? kind) => TellAuthorsAndFollowers.Kind(to).ShouldBe((NoticeKind?)kind);

    [Theory]
    [InlineData("~/forslag/17", "https://motala.example/innovation/forslag/17")]
    [InlineData("https://evil.example/", "https://motala.example/innovation/")]
    [InlineData("//evil.example", "https://motala.example/innovation/")]
    public void Links_lead_to_our_own_host(string path, string link)
    {
        var site = new SiteOptions { PublicUrl = "https://motala.example/innovation/" };
        site.Link(path).ShouldBe(link);
        site.Host.ShouldBe("motala.example");
    }

    private static string SubjectOf(string headers)
    {
        var unfolded = headers.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Single(l => l.StartsWith("Subject: ", StringComparison.Ordinal))[9..];
        return unfolded.StartsWith("=?", StringComparison.Ordinal)
            ? string.Concat(unfolded.Split(' ').Select(w => Encoding.UTF8.GetString(Convert.FromBase64String(w["=?utf-8?B?".Length..^2]))))
            : unfolded;
    }
}
