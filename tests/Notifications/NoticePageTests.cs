using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Notifications.Tests;

public abstract class NoticePageTests(TestHost host)
{
    [Fact]
    public async Task Opening_a_notice_reads_it_and_leads_to_its_subject()
    {
        await GiveAsync("panel", 2);
        using var reader = await host.SignInAsync("panel");
        var page = await reader.GetPageAsync("/notiser");
        Unread(page).ShouldBe(2);
        page.TextOf(".k-bell__count").ShouldBe("2");

        (await reader.SubmitAsync(page, form: "main form:has(input[name=id])")).Path.ShouldStartWith("/forslag/");
        var after = await reader.GetPageAsync("/notiser");
        Unread(after).ShouldBe(1);
        after.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        Unread(await reader.GetPageAsync("/notiser")).ShouldBe(1, "looking changes nothing");

        Unread(await reader.SubmitAsync(after)).ShouldBe(0);
        (await reader.GetPageAsync("/notiser")).TextOf(".k-bell__count").ShouldBeNull();
    }

    [Fact]
    public async Task Notices_come_twenty_at_a_time_the_newest_first()
    {
        await GiveAsync("idelots2", 45);
        using var reader = await host.SignInAsync("idelots2");
        var (first, third) = (await reader.GetPageAsync("/notiser"), await reader.GetPageAsync("/notiser?sida=3"));
        first.Document.QuerySelectorAll("main li.k-list__item").Length.ShouldBe(20);
        first.Links.ShouldContain("/notiser?sida=2");
        third.Document.QuerySelectorAll("main li.k-list__item").Length.ShouldBeInRange(5, 19);
        third.Links.ShouldNotContain("/notiser?sida=4");
        (await reader.GetPageAsync("/notiser?sida=-7")).Status.ShouldBe(HttpStatusCode.OK);
        (await reader.GetPageAsync("/notiser?sida=999999999")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_reads_or_marks_anothers_notices()
    {
        var id = (await GiveAsync("handlaggare", 1))[0];
        using var other = await host.SignInAsync("ledning");
        var page = await other.GetPageAsync("/notiser");
        page.Html.ShouldNotContain(id.Value.ToString());
        await GiveAsync("ledning", 1);
        page = await other.GetPageAsync("/notiser");
        var tried = await other.SubmitAsync(page, new() { ["id"] = id.Value.ToString() }, form: "main form:has(input[name=id])");
        tried.Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.ReadAsync(db => db.Set<Notice>().SingleAsync(n => n.Id == id))).ReadUtc.ShouldBeNull();
    }

    [Fact]
    public async Task Reading_needs_a_token_and_a_person()
    {
        using var reader = await host.SignInAsync("redaktor");
        (await reader.PostFormAsync("/notiser?handler=All", [])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var nobody = host.Visit();
        (await nobody.GetPageAsync("/notiser")).Path.ShouldStartWith("/logga-in");
    }

    [Fact]
    public async Task Old_notices_change_language_with_their_reader()
    {
        await GiveAsync("admin", 1);
        using var reader = await host.SignInAsync("admin");
        var page = await reader.GetPageAsync("/notiser");
        page.Text.ShouldContain("Vi har tagit emot");
        await reader.SubmitAsync(page, form: "form[action$='/sprak']");
        (await reader.GetPageAsync("/notiser")).Text.ShouldContain("We have received");
    }

    [Fact]
    public async Task On_this_computer_the_mails_can_be_read_as_sent()
    {
        var mail = Mail.Compose(TypedId.New<MailId>(), "a@motala.example", "<b>Hej</b>", "Rad <i>ett</i>\n\nRad två", "localhost", host.Clock.NowUtc);
        await host.ReadAsync(db =>
        {
            db.Add(mail);
            return db.SaveChangesAsync();
        });
        using var visitor = host.Visit();
        (await visitor.GetPageAsync("/dev/brev")).Links.ShouldContain($"/dev/brev/{mail.Id.Value}");
        var page = await visitor.GetPageAsync($"/dev/brev/{mail.Id.Value}");
        page.Heading.ShouldBe("<b>Hej</b>");
        page.Html.ShouldNotContain("<i>ett</i>");
        (await visitor.GetPageAsync($"/dev/brev/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static int Unread(Page page) => page.Document.QuerySelectorAll("main li[data-unread=true]").Length;

    private Task<List<NoticeId>> GiveAsync(string userName, int count) => host.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        var person = await services.GetRequiredService<IOrganisation>().PersonAsync(userName, default);
        var subject = await services.GetRequiredService<IProposals>().Rows.Where(p => p.Number > 0 && !p.IsConfidential && p.Status == ProposalStatus.Implemented).OrderBy(p => p.Number).FirstAsync();
        var notices = Enumerable.Range(0, count)
            .Select(i => Notice.To(person!.Id, NoticeKind.Receipt, new("proposal", subject.Id.Value), new(), Guid.CreateVersion7(), host.Clock.NowUtc.AddSeconds(i))).ToList();
        db.AddRange(notices);
        await db.SaveChangesAsync();
        return notices.ConvertAll(n => n.Id);
    });
}

public sealed class SqliteNoticePageTests(SqliteHost host) : NoticePageTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresNoticePageTests(PostgresHost host) : NoticePageTests(host), IClassFixture<PostgresHost>;
