using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>Mails that did not arrive, at <c>/admin/brev</c>.</summary>
public abstract class StuckMailTests(TestHost host)
{
    private const string Address = "/admin/brev";

    [Fact]
    public async Task What_was_given_up_is_sent_again_when_somebody_says_so()
    {
        var id = await WriteAsync("given-up@motala.example", m => GiveUp(m));
        using var admin = await host.SignInAsync("admin");
        var page = await admin.GetPageAsync(Address);
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        page.Text.ShouldContain("Till given-up@motala.example");
        page.Text.ShouldContain("Det här sa mejlservern: <b>No</b> connection.");
        page.Html.ShouldNotContain("<b>No</b>");
        page.Html.ShouldNotContain("Hemlig rubrik", Case.Sensitive, "the subject may have become confidential since");
        await admin.SubmitAsync(page, form: $"main form:has(input[value='{id.Value}'])", button: "button[formaction*=Again]");
        (await StatusAsync(id)).ShouldBe(MailStatus.Waiting);
        (await admin.GetPageAsync(Address + "?vantar=true")).Text.ShouldContain("Till given-up@motala.example");
        await host.DrainAsync();
        (await StatusAsync(id)).ShouldBe(MailStatus.Sent);
        (await admin.GetPageAsync(Address)).Text.ShouldNotContain("given-up@motala.example");
    }

    [Fact]
    public async Task What_shall_not_be_sent_never_is()
    {
        var id = await WriteAsync("let-be@motala.example", m => m.FoundAfterCrash(safeToRepeat: false));
        using var admin = await host.SignInAsync("admin");
        var page = await admin.GetPageAsync(Address);
        page.Text.ShouldContain("Systemet stannade medan brevet skickades.");
        await admin.SubmitAsync(page, form: $"main form:has(input[value='{id.Value}'])", button: "button[formaction*=Drop]");
        await host.DrainAsync();
        (await StatusAsync(id)).ShouldBe(MailStatus.Dropped);

        // A second administrator with the old page in front of them.
        var late = await admin.SubmitAsync(page, form: $"main form:has(input[value='{id.Value}'])", button: "button[formaction*=Again]");
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Brevet är inte längre där det var.");
    }

    [Fact]
    public async Task A_mail_without_an_address_cannot_be_sent_again()
    {
        var id = await WriteAsync("nobody", _ => { });
        using var admin = await host.SignInAsync("admin");
        var form = (await admin.GetPageAsync(Address)).Document.QuerySelectorAll("main form").Single(f => f.QuerySelector($"input[value='{id.Value}']") is not null);
        form.QuerySelectorAll("button").ShouldHaveSingleItem().TextContent.ShouldBe("Skicka inte");
        (await StatusAsync(id)).ShouldBe(MailStatus.NeedsAttention);
    }

    [Fact]
    public async Task After_a_day_without_a_server_all_that_were_given_up_go_at_once_but_not_the_doubtful()
    {
        var lost = new List<MailId> { await WriteAsync("one@motala.example", GiveUp), await WriteAsync("two@motala.example", GiveUp) };
        var doubtful = await WriteAsync("three@motala.example", m => m.FoundAfterCrash(safeToRepeat: false));
        using var admin = await host.SignInAsync("admin");
        await admin.SubmitAsync(await admin.GetPageAsync(Address), form: "form[action*=AllAgain]");
        await host.DrainAsync();
        foreach (var id in lost)
        {
            (await StatusAsync(id)).ShouldBe(MailStatus.Sent);
        }

        (await StatusAsync(doubtful)).ShouldBe(MailStatus.NeedsAttention);
    }

    [Fact]
    public async Task Only_administrators_come_in()
    {
        foreach (var name in new[] { "medarbetare", "redaktor", "ledning", "central-idelots" })
        {
            using var other = await host.SignInAsync(name);
            (await other.GetPageAsync(Address)).Status.ShouldBe(HttpStatusCode.Forbidden);
        }

        using var admin = await host.SignInAsync("admin");
        (await admin.PostFormAsync(Address + "?handler=AllAgain", [])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await admin.GetPageAsync(Address + "?sida=-1&vantar=x")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static void GiveUp(Mail mail) => mail.Ended(new(MailEnding.Refused, "<b>No</b> connection."), TestClock.Start);

    private Task<MailId> WriteAsync(string to, Action<Mail> change) => host.ReadAsync(async db =>
    {
        var mail = Mail.Compose(TypedId.New<MailId>(), to, "Hemlig rubrik", "Hej", "localhost", host.Clock.NowUtc);
        mail.Claim(host.Clock.NowUtc);
        change(mail);
        db.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    });

    private async Task<MailStatus> StatusAsync(MailId id) => (await host.ReadAsync(db => db.Set<Mail>().AsNoTracking().SingleAsync(m => m.Id == id))).Status;
}

public sealed class SqliteStuckMailTests(SqliteHost host) : StuckMailTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresStuckMailTests(PostgresHost host) : StuckMailTests(host), IClassFixture<PostgresHost>;
