using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Notifications.Tests;

public sealed class MailTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_same_news_to_the_same_person_has_the_same_id()
    {
        var (message, one, two) = (Guid.CreateVersion7(), TypedId.New<PersonId>(), TypedId.New<PersonId>());
        NoticeId.Of(message, one).ShouldBe(NoticeId.Of(message, one));
        NoticeId.Of(message, one).ShouldNotBe(NoticeId.Of(message, two));
        NoticeId.Of(Guid.CreateVersion7(), one).ShouldNotBe(NoticeId.Of(message, one));
        NoticeId.Of(message, one).Value.Version.ShouldBe(8);
    }

    [Fact]
    public void A_mail_is_claimed_once()
    {
        var mail = Written();
        mail.Claim(Now).ShouldBeTrue();
        mail.Claim(Now).ShouldBeFalse();
        mail.Status.ShouldBe(MailStatus.Sending);
    }

    [Fact]
    public void A_mail_that_cannot_go_now_waits_longer_each_time_and_is_given_up_after_eight_attempts()
    {
        var (mail, at, pauses) = (Written(), Now, new List<double>());
        while (mail.Status == MailStatus.Waiting)
        {
            mail.Claim(at).ShouldBeTrue();
            mail.Ended(new(MailEnding.TryLater, "No connection."), at);
            if (mail.NextTryUtc is { } next)
            {
                mail.Claim(next.AddSeconds(-1)).ShouldBeFalse();
                pauses.Add((next - at).TotalMinutes);
                at = next;
            }
        }

        pauses.ShouldBe([1, 2, 4, 8, 16, 32, 64]);
        (mail.Status, mail.Attempts, mail.LastError).ShouldBe((MailStatus.Failed, Mail.MostAttempts, "No connection."));
    }

    [Fact]
    public void A_mail_that_may_have_left_is_never_sent_again_by_itself()
    {
        var mail = Written();
        mail.Claim(Now);
        mail.Ended(new(MailEnding.Unknown, "The line broke."), Now);
        mail.Status.ShouldBe(MailStatus.NeedsAttention);
        mail.Claim(Now.AddDays(1)).ShouldBeFalse();
    }

    [Fact]
    public void After_a_crash_only_what_cannot_be_doubled_is_sent_again()
    {
        var (folder, smtp) = (Written(), Written());
        foreach (var mail in new[] { folder, smtp })
        {
            mail.Claim(Now);
        }

        folder.FoundAfterCrash(safeToRepeat: true);
        smtp.FoundAfterCrash(safeToRepeat: false);
        folder.Claim(Now).ShouldBeTrue();
        smtp.Status.ShouldBe(MailStatus.NeedsAttention);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("a@b.se, c@d.se")]
    [InlineData("Elin <elin@motala.example>")]
    [InlineData("elin@motala.example\r\nBcc: alla@motala.example")]
    [InlineData("elin@motala.example\n")]
    public void An_address_that_is_none_is_never_sent_to(string to)
    {
        var mail = Mail.Compose(TypedId.New<MailId>(), to, "Hej", "Hej", "localhost", Now);
        mail.Status.ShouldBe(MailStatus.NeedsAttention);
        mail.To.ShouldNotContain('\n');
        mail.Claim(Now).ShouldBeFalse();
        mail.SendAgain().Succeeded.ShouldBe(mail.To == "elin@motala.example", "unless all that was wrong was a line break, which is gone");
        Written(to: to).Drop().Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Only_what_has_stopped_is_sent_again_and_only_what_has_not_left_is_let_be()
    {
        var mail = Written();
        mail.SendAgain().Succeeded.ShouldBeFalse("it waits already");
        mail.Claim(Now);
        mail.SendAgain().Succeeded.ShouldBeFalse("it is on its way");
        mail.Drop().Succeeded.ShouldBeFalse("it is on its way");
        mail.Ended(new(MailEnding.Refused, "No such person."), Now);
        var id = mail.MessageId;
        mail.SendAgain().Succeeded.ShouldBeTrue();
        (mail.Status, mail.Attempts, mail.MessageId).ShouldBe((MailStatus.Waiting, 0, id));
        mail.Claim(Now).ShouldBeTrue();
        mail.Ended(new(MailEnding.Sent), Now);
        mail.SendAgain().Succeeded.ShouldBeFalse("it has left");
        mail.Drop().Succeeded.ShouldBeFalse("it has left");
    }

    internal static Mail Written(string subject = "Vi har tagit emot ”Lånecyklar”", string body = "Hej!", string to = "elin@motala.example") =>
        Mail.Compose(TypedId.New<MailId>(), to, subject, body, "innovation.example", Now);
}
