using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Organisation.Tests;

public abstract class AdministrationTests(TestHost host)
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task An_administrator_adds_a_person_gives_a_role_and_takes_it_away()
    {
        using var admin = await host.SignInAsync("admin");
        var form = await admin.GetPageAsync("/admin/ny-person");
        form.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        var refused = await admin.SubmitAsync(form, new() { ["Input.UserName"] = "ny nisse", ["Input.Name"] = "Nisse Ny", ["Input.Place"] = "bildningsforvaltningen/bjorkviksskolan", ["Input.Manager"] = "chef" }, "main form.k-form");
        refused.Text.ShouldContain("Användarnamnet får bara ha");
        refused.ValueOf("Input.Name").ShouldBe("Nisse Ny");

        var person = await admin.SubmitAsync(refused, new() { ["Input.UserName"] = "Nisse.Ny" }, "main form.k-form");
        person.Path.ShouldStartWith("/admin/personer/nisse.ny");
        person.Heading.ShouldBe("Nisse Ny");
        person.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        person.ValueOf("Input.Place").ShouldBe("bildningsforvaltningen/bjorkviksskolan");
        person.ValueOf("Input.Manager").ShouldBe("chef");

        var wrong = await admin.SubmitAsync(person, new() { ["roll"] = Roles.UnitManager, ["plats"] = "bildningsforvaltningen" }, "form[action*='handler=Grant']");
        wrong.Text.ShouldContain("Chef är man för en enhet");
        var given = await admin.SubmitAsync(wrong, new() { ["roll"] = Roles.IdeaCoach, ["plats"] = "bildningsforvaltningen" }, "form[action*='handler=Grant']");
        given.Text.ShouldContain("Idélots, Bildningsförvaltningen");
        var taken = await admin.SubmitAsync(given, null, "form[action*='handler=Revoke']");
        (await GrantsAsync("nisse.ny")).ShouldBe([new(Roles.Staff)]);

        var left = await admin.SubmitAsync(taken, null, "form[action*='handler=Leave']");
        left.Text.ShouldContain("Har slutat");
        (await admin.GetPageAsync("/admin/personer?q=nisse")).Text.ShouldNotContain("Nisse Ny");
        (await admin.GetPageAsync("/admin/personer?q=NISSE&visa=slutat")).Text.ShouldContain("Nisse Ny");
        (await admin.SubmitAsync(left, null, "form[action*='handler=Return']")).Text.ShouldContain("tillbaka");
    }

    [Fact]
    public async Task The_last_administrator_neither_leaves_nor_loses_the_role()
    {
        using var admin = await host.SignInAsync("admin");
        var page = await admin.GetPageAsync("/admin/personer/admin");
        (await admin.SubmitAsync(page, null, "form[action*='handler=Leave']")).Text.ShouldContain("minst en administratör");
        var kept = await admin.SubmitAsync(page, new() { ["roll"] = Roles.Administrator, ["omfang"] = Guid.Empty.ToString() }, "form[action*='handler=Revoke']");
        kept.Text.ShouldContain("minst en administratör");
        (await GrantsAsync("admin")).ShouldContain(new RoleGrant(Roles.Administrator));
    }

    [Fact]
    public async Task Two_administrators_who_take_away_each_other_leave_one()
    {
        await AddAsync("vaktmastare", Roles.Administrator);
        var ids = (await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().HoldersAsync(Roles.Administrator, null, Ct))).Select(p => p.Id).ToList();
        var begun = new TaskCompletionSource();
        var first = LeaveAsync(ids[0], async () =>
        {
            begun.SetResult();
            await Task.Delay(TimeSpan.FromSeconds(1)); // The other comes while this one is not yet committed.
        });
        await begun.Task;
        var second = await LeaveAsync(ids[1], () => Task.CompletedTask);
        ((await first).Succeeded, second.Succeeded).ShouldBe((true, false));
        var left = await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().HoldersAsync(Roles.Administrator, null, Ct));
        left.Count.ShouldBe(1);

        // As it was, for the tests beside this one.
        await host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync(async ct =>
        {
            var db = services.GetRequiredService<AppDb>();
            (await db.Set<Person>().SingleAsync(p => p.UserName == "admin", ct)).Return();
            var other = await db.Set<Person>().SingleAsync(p => p.UserName == "vaktmastare", ct);
            other.Leave();
            return Kernel.Outcome.Done.Ok;
        }));
    }

    [Fact]
    public async Task Saving_a_person_changes_what_the_form_shows_and_nothing_else()
    {
        var id = await AddAsync("karin.kort", Roles.Editor);
        await WithAsync("karin.kort", p => p.Read("en"));
        using var admin = await host.SignInAsync("admin");
        var page = await admin.GetPageAsync("/admin/personer/karin.kort");
        await admin.SubmitAsync(page, new()
        {
            ["Input.Title"] = "Bibliotekarie", ["Input.UserName"] = "annan", ["UserName"] = "chef", ["Input.Id"] = Guid.Empty.ToString(), ["Input.Active"] = "false", ["Active"] = "false",
            ["Input.Language"] = "sv", ["Roles"] = Roles.Administrator, ["Input.Roles"] = Roles.Administrator,
        }, "main form.k-form");

        var karin = (await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().PersonAsync(id, Ct)))!;
        (karin.UserName, karin.Title, karin.Active, karin.Language).ShouldBe(("karin.kort", "Bibliotekarie", true, "en"));
        (await GrantsAsync("karin.kort")).Select(g => g.Role).ShouldBe([Roles.Editor, Roles.Staff]);
        (await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().PersonAsync("chef", Ct)))!.Title.ShouldNotBe("Bibliotekarie");

        var late = await admin.SubmitAsync(page, new() { ["Input.Title"] = "Sen" }, "main form.k-form");
        late.Document.QuerySelector("[role=alert]").ShouldNotBeNull("somebody else had saved since");
    }

    [Fact]
    public async Task One_sees_to_ones_own_language_and_to_nothing_else()
    {
        var id = await AddAsync("lova.liten");
        using var lova = await host.SignInAsync("lova.liten");
        var before = await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().PersonAsync(id, Ct));
        var page = await lova.GetPageAsync("/mitt-konto");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        page.Text.ShouldNotContain("Frånvaro");
        var saved = await lova.SubmitAsync(page, new()
        {
            ["Input.Language"] = "en", ["Input.Name"] = "Chefen", ["Input.DepartmentId"] = Guid.Empty.ToString(), ["Me.Name"] = "Chefen", ["Input.Title"] = "Kung", ["roll"] = Roles.Administrator,
        }, "form[action*='handler=Language']");
        saved.Text.ShouldContain("Språket är sparat");
        (await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().PersonAsync(id, Ct))).ShouldBe(before! with { Language = "en" });
        (await GrantsAsync("lova.liten")).ShouldBe([new(Roles.Staff)]);

        using var forged = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = page.ValueOf("__RequestVerificationToken")!, ["Away.FirstDay"] = "2026-03-02", ["Away.LastDay"] = "2026-03-09", ["Away.Substitute"] = "chef",
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mitt-konto?handler=Away") { Content = forged };
        using var answer = await lova.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("role=\"alert\"");
        (await host.ReadAsync(db => db.Set<Absence>().AnyAsync(a => a.PersonId == id))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_coach_plans_an_absence_and_calls_it_off_and_nobody_elses()
    {
        await AddAsync("coach.karlsson", Roles.IdeaCoach);
        await AddAsync("coach.kvist", Roles.IdeaCoach);
        using var coach = await host.SignInAsync("coach.karlsson");
        var page = await coach.GetPageAsync("/mitt-konto");
        var unclear = await coach.SubmitAsync(page, new() { ["Away.FirstDay"] = "2026-04-06", ["Away.LastDay"] = "2026-04-10", ["Away.Substitute"] = "Ingen Alls" }, "form[action*='handler=Away']");
        unclear.Text.ShouldContain("Ingen som arbetar här heter");
        unclear.ValueOf("Away.FirstDay").ShouldBe("2026-04-06");
        var saved = await coach.SubmitAsync(unclear, new() { ["Away.Substitute"] = "coach.kvist" }, "form[action*='handler=Away']");
        saved.Text.ShouldContain("6 april 2026 – 10 april 2026");

        using var other = await host.SignInAsync("coach.kvist");
        var id = saved.ValueOf("franvaro");
        await other.SubmitAsync(await other.GetPageAsync("/mitt-konto"), new() { ["franvaro"] = id }, "form[action*='handler=Language']", null);
        using var forged = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = (await other.GetPageAsync("/mitt-konto")).ValueOf("__RequestVerificationToken")!, ["franvaro"] = id! });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mitt-konto?handler=Home") { Content = forged };
        using var answer = await other.SendAsync(request);
        (await coach.GetPageAsync("/mitt-konto")).Text.ShouldContain("6 april 2026", customMessage: "another's absence is not mine to remove");
        (await coach.SubmitAsync(saved, null, "form[action*='handler=Home']")).Text.ShouldContain("Ingen frånvaro är planerad");
    }

    [Fact]
    public async Task A_reorganised_department_keeps_its_old_name_in_history_and_on_old_proposals()
    {
        var proposal = await host.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT department_name AS \"Value\" FROM proposals_proposal WHERE number > 0").ToListAsync());
        proposal.ShouldContain("Socialförvaltningen");
        using var admin = await host.SignInAsync("admin");
        var page = await admin.GetPageAsync("/admin/organisation/forvaltning/socialforvaltningen");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        var renamed = await admin.SubmitAsync(page, new() { ["Input.Name"] = "Vård- och omsorgsförvaltningen" }, "main form.k-form");
        renamed.Heading.ShouldBe("Vård- och omsorgsförvaltningen");
        renamed.Text.ShouldContain("Hette tidigare Socialförvaltningen");
        (await host.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT department_name AS \"Value\" FROM proposals_proposal WHERE number > 0").ToListAsync())).ShouldBe(proposal);

        var unit = await admin.GetPageAsync("/admin/organisation/enhet/elevhalsan");
        var moved = await admin.SubmitAsync(unit, new() { ["Input.Name"] = "Elevhälsan och skolhälsan", ["Input.Department"] = "socialforvaltningen" }, "main form.k-form");
        moved.Text.ShouldContain("Hörde tidigare till Bildningsförvaltningen");
        (await admin.GetPageAsync("/enheter/elevhalsan")).Text.ShouldContain("Hette tidigare Elevhälsan");

        // A slip of the pen that is put right the same day is no history.
        await admin.SubmitAsync(moved, new() { ["Input.Name"] = "Elevhälsan" }, "main form.k-form");
        (await admin.GetPageAsync("/enheter/elevhalsan")).Text.ShouldNotContain("Hette tidigare");
        await admin.SubmitAsync(renamed, new() { ["Input.Name"] = "Socialförvaltningen" }, "main form.k-form");
        (await admin.GetPageAsync("/admin/organisation/forvaltning/socialforvaltningen")).Text.ShouldNotContain("Hette tidigare");
    }

    [Fact]
    public async Task Head_counts_are_dated_and_a_closed_unit_is_no_choice()
    {
        using var admin = await host.SignInAsync("admin");
        var start = await admin.GetPageAsync("/admin/organisation");
        var page = await admin.SubmitAsync(start, new() { ["Input.Name"] = "Parkförvaltningen", ["Input.Authority"] = "Parknämnden" }, "main form.k-form");
        page.Heading.ShouldBe("Parkförvaltningen");
        var wrong = await admin.SubmitAsync(page, new() { ["Count.Employees"] = "-3", ["Count.AsOf"] = "2026-01-01" }, "form[action*='handler=Count']");
        wrong.Text.ShouldContain("Skriv antalet med siffror");
        (await admin.SubmitAsync(wrong, new() { ["Count.Employees"] = "40", ["Count.AsOf"] = "2026-04-01" }, "form[action*='handler=Count']")).Text.ShouldContain("inte ligga i framtiden");
        page = await admin.SubmitAsync(wrong, new() { ["Count.Employees"] = "40", ["Count.AsOf"] = "2026-01-01" }, "form[action*='handler=Count']");
        page.Text.ShouldContain("1 januari 2026 40");
        page = await admin.SubmitAsync(page, new() { ["UnitName"] = "Rosengården" }, "form[action*='handler=Unit']");
        (await admin.GetPageAsync("/admin/ny-person")).Html.ShouldContain("parkforvaltningen/rosengarden");

        var unit = await admin.GetPageAsync("/admin/organisation/enhet/rosengarden");
        var closed = await admin.SubmitAsync(unit, null, "form[action*='handler=Close']");
        closed.Text.ShouldContain("Öppna igen");
        (await admin.GetPageAsync("/admin/ny-person")).Html.ShouldNotContain("parkforvaltningen/rosengarden");
        (await admin.GetPageAsync("/enheter/rosengarden")).Text.ShouldContain("Enheten är avslutad");
        await admin.SubmitAsync(closed, null, "form[action*='handler=Close']");
        (await admin.GetPageAsync("/admin/ny-person")).Html.ShouldContain("parkforvaltningen/rosengarden");
        (await admin.SubmitAsync(start, new() { ["Input.Name"] = "parkförvaltningen", ["Input.Authority"] = "x" }, "main form.k-form")).Text.ShouldContain("redan en med det namnet");
    }

    [Fact]
    public async Task Nothing_new_is_handed_in_from_a_closed_department_and_nothing_written_is_lost()
    {
        await host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync(async ct =>
        {
            var (db, changes) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<IOrganisationChanges>());
            var department = await changes.DepartmentAsync("Nedlagda kontoret", "Nämnden", ct);
            var added = await changes.AddPersonAsync(new("nils.nedlagd", "Nils", null, null, department.Value, null, []), ct);
            (await db.Set<Department>().FindAsync([department.Value], ct))!.Close(new(2026, 1, 1));
            return added;
        }));
        using var nils = await host.SignInAsync("nils.nedlagd");
        var answer = await nils.SubmitAsync(await nils.GetPageAsync("/forslag/nytt"), new() { ["Input.Title"] = "Öppna igen", ["Input.Problem"] = "Stängt", ["Input.Solution"] = "Öppna", ["Input.Benefit"] = "Ljus" });
        answer.Text.ShouldContain("Nedlagda kontoret är avslutad");
        answer.ValueOf("Input.Problem").ShouldBe("Stängt");
    }

    [Fact]
    public async Task A_workplace_sees_what_it_proposed_and_what_became_of_it()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var list = await staff.GetPageAsync("/enheter");
        list.Text.ShouldContain("Min arbetsplats: Björkviksskolan");
        list.Links.Count(l => l.StartsWith("/enheter/", StringComparison.Ordinal)).ShouldBeGreaterThan(80);
        var page = await staff.GetPageAsync("/enheter/bjorkviksskolan");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        page.Text.ShouldContain("Genomförda");
        page.Document.QuerySelector("[data-print]").ShouldNotBeNull();

        // A sheet of paper leaves the hands of those concerned.
        var confidential = await host.ReadAsync(db => db.Database.SqlQuery<Secret>(
            $"SELECT p.title AS \"Title\", u.slug AS \"Slug\" FROM proposals_proposal p JOIN organisation_unit u ON u.id = p.unit_id WHERE p.is_confidential AND p.number > 0").ToListAsync());
        confidential.ShouldNotBeEmpty();
        using var coach = await host.SignInAsync("central-idelots");
        foreach (var secret in confidential)
        {
            (await coach.GetPageAsync($"/enheter/{secret.Slug}")).Text.ShouldNotContain(secret.Title);
        }
    }

    [Theory]
    [InlineData("/admin/personer")]
    [InlineData("/admin/personer/chef")]
    [InlineData("/admin/ny-person")]
    [InlineData("/admin/organisation")]
    [InlineData("/admin/organisation/forvaltning/socialforvaltningen")]
    [InlineData("/admin/organisation/enhet/bjorkviksskolan")]
    [InlineData("/admin/import")]
    [InlineData("/admin/import/nu/personer.csv")]
    public async Task Only_administrators_administer_people_and_places(string path)
    {
        foreach (var person in new[] { "medarbetare", "chef", "handlaggare", "central-idelots", "redaktor", "ledning" })
        {
            using var visitor = await host.SignInAsync(person);
            using var answer = await visitor.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, person);
        }

        using var admin = await host.SignInAsync("admin");
        using var seen = await admin.GetAsync(path);
        seen.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private sealed record Secret(string Title, string Slug);

    private async Task<PersonId> AddAsync(string userName, params string[] roles) => (await host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync(async ct =>
    {
        var department = await services.GetRequiredService<IOrganisationChanges>().DepartmentAsync("Kulturförvaltningen", "Kulturnämnden", ct);
        return await services.GetRequiredService<IOrganisationChanges>().AddPersonAsync(new(userName, userName, null, null, department.Value, null, roles), ct);
    }))).Value;

    private Task<Kernel.Outcome.Result<Kernel.Outcome.Done>> LeaveAsync(PersonId id, Func<Task> beforeCommit) => host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync(async ct =>
    {
        var db = services.GetRequiredService<AppDb>();
        var left = await services.GetRequiredService<Staffing>().LeaveAsync((await db.Set<Person>().FindAsync([id], ct))!, ct);
        await db.SaveChangesAsync(ct);
        await beforeCommit();
        return left;
    }));

    private Task WithAsync(string userName, Func<Person, Kernel.Outcome.Result<Kernel.Outcome.Done>> act) => host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync(
        async ct => act(await services.GetRequiredService<AppDb>().Set<Person>().SingleAsync(p => p.UserName == userName, ct))));

    private Task<IReadOnlyList<RoleGrant>> GrantsAsync(string userName) => host.InScopeAsync(async services =>
    {
        var organisation = services.GetRequiredService<IOrganisation>();
        return await organisation.GrantsAsync((await organisation.PersonAsync(userName, Ct))!.Id, Ct);
    });
}

public sealed class SqliteAdministrationTests(SqliteHost host) : AdministrationTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresAdministrationTests(PostgresHost host) : AdministrationTests(host), IClassFixture<PostgresHost>;
