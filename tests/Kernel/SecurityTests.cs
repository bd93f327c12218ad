using System.Security.Claims;
using IntranetInnovation.Kernel.Security;
using Microsoft.AspNetCore.Http;

namespace IntranetInnovation.Kernel.Tests;

public sealed class SecurityTests
{
    private static readonly Guid Person = Guid.Parse("019a0000-0000-7000-8000-000000000001");
    private static readonly Guid Department = Guid.Parse("019a0000-0000-7000-8000-000000000002");

    [Theory]
    [InlineData("/idebank?q=%C3%A5", "/idebank?q=%C3%A5")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/otherwise")]
    [InlineData("/\\evil.example", "/otherwise")]
    [InlineData("https://evil.example", "/otherwise")]
    [InlineData("javascript:alert(1)", "/otherwise")]
    [InlineData("/a\r\nSet-Cookie: x", "/otherwise")]
    [InlineData("/\t/evil.example", "/otherwise")]
    [InlineData("idebank", "/otherwise")]
    [InlineData("", "/otherwise")]
    [InlineData(null, "/otherwise")]
    public void Only_paths_of_this_site_are_returned_to(string? asked, string given) => LocalPath.Or(asked, "/otherwise").ShouldBe(given);

    [Fact]
    public void A_person_is_read_from_the_claims()
    {
        var viewer = CurrentUser.Read(User(true, (InnovationClaims.Person, Person.ToString()), (InnovationClaims.Name, "Ada"), (InnovationClaims.Role, $"CaseOfficer@{Department}"), (InnovationClaims.Role, "Staff")));

        (viewer.PersonId, viewer.Name, viewer.IsSystem).ShouldBe((Person, "Ada", false));
        viewer.Has(Roles.CaseOfficer, Department).ShouldBeTrue();
        viewer.Has(Roles.CaseOfficer, Person).ShouldBeFalse();
        viewer.Principals.ShouldBe([Principal.Everyone, Principal.Person(Person), $"role:CaseOfficer@{Department}", "role:Staff"]);
    }

    [Fact]
    public void Claims_without_a_sign_in_are_nobody()
    {
        CurrentUser.Read(User(false, (InnovationClaims.Person, Person.ToString()))).ShouldBeSameAs(Viewer.Anonymous);
        CurrentUser.Read(User(true, (InnovationClaims.Person, "not an id"))).ShouldBeSameAs(Viewer.Anonymous);
        CurrentUser.Read(User(true)).ShouldBeSameAs(Viewer.Anonymous);
    }

    [Fact]
    public void A_role_with_a_broken_scope_is_no_role() =>
        CurrentUser.Read(User(true, (InnovationClaims.Person, Person.ToString()), (InnovationClaims.Role, "Editor@everywhere"))).Grants.ShouldBeEmpty();

    [Fact]
    public void Nobody_has_any_principal_and_no_right()
    {
        Viewer.Anonymous.Principals.ShouldBeEmpty();
        Catalog.Allows(Viewer.Anonymous, "innovation.probe.read").ShouldBeFalse();
    }

    [Fact]
    public void A_right_is_held_by_its_roles_and_an_unknown_one_by_nobody()
    {
        var staff = Viewer.Person(Person, "Ada", [new(Roles.Staff)]);
        Catalog.Allows(staff, "innovation.probe.read").ShouldBeTrue();
        Catalog.Allows(staff, "innovation.probe.write").ShouldBeFalse();
        Catalog.Allows(Viewer.Person(Person, "Ada", [new(Roles.Editor)]), "innovation.probe.write").ShouldBeTrue();
        Catalog.Allows(staff, "innovation.probe.unknown").ShouldBeFalse();
    }

    [Fact]
    public void Background_work_must_say_who_it_is()
    {
        var user = new CurrentUser(new HttpContextAccessor(), Catalog);
        Should.Throw<InvalidOperationException>(() => user.Viewer);
        user.Become(Viewer.System("test"));
        user.Viewer.IsSystem.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => user.PersonId);
    }

    [Fact]
    public void The_viewer_follows_the_request_when_its_user_changes()
    {
        var http = new HttpContextAccessor { HttpContext = new DefaultHttpContext() };
        var user = new CurrentUser(http, Catalog);
        user.Viewer.IsSignedIn.ShouldBeFalse();
        http.HttpContext.User = User(true, (InnovationClaims.Person, Person.ToString()));
        user.PersonId.ShouldBe(Person);
    }

    [Theory]
    [InlineData("GET", true, null, true)]
    [InlineData("HEAD", true, null, true)]
    [InlineData("POST", true, null, false)]
    [InlineData("POST", true, "1", true)]
    [InlineData("POST", true, "yes", false)]
    [InlineData("DELETE", true, null, false)]
    [InlineData("PUT", false, null, true)]
    public void An_unsafe_call_with_a_cookie_needs_the_header(string method, bool cookie, string? header, bool passes)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        if (cookie)
        {
            http.Request.Headers.Cookie = "a=b";
        }

        if (header is not null)
        {
            http.Request.Headers[Guard.Header] = header;
        }

        Guard.Passes(http.Request).ShouldBe(passes);
    }

    private static RightsCatalog Catalog => new([new("innovation.probe.read", []), new("innovation.probe.write", [Roles.Editor])]);

    private static ClaimsPrincipal User(bool signedIn, params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(c => new Claim(c.Type, c.Value)), signedIn ? "test" : null));
}
