using IntranetInnovation.Kernel.Security;

namespace IntranetInnovation.Accounts.Tests;

public sealed class PasswordTests
{
    private static readonly DateTime NowUtc = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("elva tecken", "Accounts.PasswordTooShort")]
    [InlineData("", "Accounts.PasswordTooShort")]
    [InlineData(null, "Accounts.PasswordTooShort")]
    [InlineData("aaaabbbbaaaabbbb", "Accounts.PasswordTooSimple")]
    [InlineData("min ANNA.EK hemlighet", "Accounts.PasswordHasUserName")]
    [InlineData("häst batteri klammer", null)]
    public void A_password_is_long_and_not_the_user_name(string? password, string? fault) => Passwords.Fault(password, "anna.ek", "Password")?.Text.ShouldBe(fault);

    [Theory]
    [InlineData("123456789012")]
    [InlineData("2026-11-22-2026")]
    [InlineData("Sommaren2026!")]
    [InlineData("P4ssw0rd!!!!")]
    [InlineData("lösenordlösenord")]
    [InlineData("Qwertyuiop12")]
    [InlineData("motalakommun1")]
    public void A_password_that_everybody_takes_is_refused(string password) => Passwords.Fault(password, "anna.ek", "Password")!.Text.ShouldBe("Accounts.PasswordTooCommon");

    [Theory]
    [InlineData("sommaren vi åt glass")]
    [InlineData("en helt ny hemlighet")]
    [InlineData("x7!k2Wq9#mZp")]
    public void A_password_of_ones_own_is_not_called_common(string password) => Passwords.Fault(password, "anna.ek", "Password").ShouldBeNull();

    [Fact]
    public void A_password_has_an_upper_limit_too() =>
        Passwords.Fault(string.Concat(Enumerable.Repeat("abcde", 41)), "anna", "Password")!.Text.ShouldBe("Accounts.PasswordTooLong");

    [Fact]
    public void A_links_code_is_long_random_and_not_kept()
    {
        var (link, code) = OneTimeLink.Make(LinkPurpose.ChoosePassword, null, NowUtc.AddDays(1));
        code.Length.ShouldBe(43); // 256 bits in base64url.
        link.CodeHash.ShouldNotContain(code);
        link.CodeHash.ShouldBe(OneTimeLink.Hash(code));
        OneTimeLink.Make(LinkPurpose.ChoosePassword, null, NowUtc.AddDays(1)).Code.ShouldNotBe(code);
    }

    [Fact]
    public void A_link_opens_its_own_door_only_and_in_time()
    {
        var (link, _) = OneTimeLink.Make(LinkPurpose.ChoosePassword, null, NowUtc.AddDays(1));
        link.Opens(LinkPurpose.ChoosePassword, NowUtc).ShouldBeTrue();
        link.Opens(LinkPurpose.FirstAdministrator, NowUtc).ShouldBeFalse();
        link.Opens(LinkPurpose.ChoosePassword, NowUtc.AddDays(1)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/forslag/7?a=b", "/forslag/7?a=b")]
    [InlineData("//ond.example", "~/")]
    [InlineData("/\\ond.example", "~/")]
    [InlineData("https://ond.example", "~/")]
    [InlineData("/\tond", "~/")]
    [InlineData("", "~/")]
    public void Return_addresses_are_our_own(string asked, string given) => LocalPath.Or(asked, "~/").ShouldBe(given);
}
