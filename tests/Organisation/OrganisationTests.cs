using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Organisation.Tests;

public abstract class OrganisationTests(TestHost host)
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Departments_and_units_come_in_swedish_order_by_one_statement()
    {
        var departments = await AskAsync(o => o.DepartmentsAsync(Ct));
        departments.Select(d => d.Name).ShouldBe(departments.Select(d => d.Name).Order(SwedishOrder.Comparer));
        departments.Count.ShouldBeGreaterThanOrEqualTo(7);
        departments.Single(d => d.Slug == "socialforvaltningen").Units[^1].Name.ShouldBe("Äldreboendet Ekbacken");
        departments.ShouldAllBe(d => d.Units.All(u => u.DepartmentId == d.Id));
    }

    [Fact]
    public async Task People_are_found_by_id_and_by_name_in_any_case()
    {
        var chef = await AskAsync(o => o.PersonAsync("CHEF", Ct));
        chef!.Name.ShouldBe("Tomas Lindqvist");
        (await AskAsync(o => o.PersonAsync(chef.Id, Ct))).ShouldBe(chef);
        (await AskAsync(o => o.PersonAsync(TypedId.New<PersonId>(), Ct))).ShouldBeNull();
        var employee = (await AskAsync(o => o.PersonAsync("medarbetare", Ct)))!;
        employee.ManagerId.ShouldBe(chef.Id);
        (await AskAsync(o => o.PeopleAsync([chef.Id, employee.Id, TypedId.New<PersonId>()], Ct))).Count.ShouldBe(2);
        (await AskAsync(o => o.PeopleNamedAsync(["chef", "Medarbetare", "nobody"], Ct))).Select(p => p.UserName).ShouldBe(["medarbetare", "chef"]);
    }

    [Fact]
    public async Task Holders_of_a_role_are_those_of_the_asked_scope()
    {
        var departments = await AskAsync(o => o.DepartmentsAsync(Ct));
        var school = departments.Single(d => d.Slug == "bildningsforvaltningen");
        (await AskAsync(o => o.HoldersAsync(Roles.CaseOfficer, school.Id.Value, Ct))).Select(p => p.UserName).ShouldBe(["handlaggare"]);
        (await AskAsync(o => o.HoldersAsync(Roles.CaseOfficer, null, Ct))).ShouldBeEmpty();
        (await AskAsync(o => o.HoldersAsync(Roles.CentralIdeaCoach, null, Ct))).Select(p => p.UserName).ShouldBe(["central-idelots"]);
        var unit = school.Units.Single(u => u.Slug == "bjorkviksskolan");
        (await AskAsync(o => o.HoldersAsync(Roles.UnitManager, unit.Id.Value, Ct))).Select(p => p.UserName).ShouldBe(["chef"]);
        var chef = (await AskAsync(o => o.PersonAsync("chef", Ct)))!;
        (await AskAsync(o => o.GrantsAsync(chef.Id, Ct))).ShouldBe([new(Roles.Staff), new(Roles.UnitManager, unit.Id.Value)]);
    }

    [Fact]
    public async Task The_newest_head_count_before_the_day_counts()
    {
        var school = (await AskAsync(o => o.DepartmentsAsync(Ct))).Single(d => d.Slug == "bildningsforvaltningen");
        (await AskAsync(o => o.HeadCountsAsync(new(2024, 12, 31), Ct))).ShouldBeEmpty();
        (await AskAsync(o => o.HeadCountsAsync(new(2025, 6, 1), Ct))).Single(c => c.DepartmentId == school.Id).Employees.ShouldBe(1630);
        (await AskAsync(o => o.HeadCountsAsync(new(2026, 6, 1), Ct))).Single(c => c.DepartmentId == school.Id).ShouldBe(new(school.Id, new(2026, 1, 1), 1655, true));
    }

    [Fact]
    public async Task Goals_come_by_kind_and_the_years_targets_belong_to_the_first_start()
    {
        var kinds = (await AskAsync(o => o.GoalsAsync(Ct))).Select(g => g.Kind).ToList();
        kinds.ShouldBe(kinds.OrderBy(k => k switch { "vision" => 0, "goal" => 1, _ => 2 }));
        var targets = await AskAsync(o => o.IndicatorGoalsAsync(TestClock.Start.Year, Ct));
        targets.Single(t => t.Indicator == "submitted-per-100-employees").Target.ShouldBe(2.5m);
    }

    [Fact]
    public async Task The_same_recipe_twice_changes_nothing()
    {
        var steps = new Reports();
        var file = Path.Combine(AppContext.BaseDirectory, "recipes", "motala-organisation.recipe.json");
        (await host.Services.GetRequiredService<RecipeRunner>().RunFileAsync(file, steps, dryRun: false, Ct)).Succeeded.ShouldBeTrue();
        steps.Seen.Count.ShouldBe(4);
        steps.Seen.ShouldAllBe(s => s.Changes.Count == 0);
    }

    [Theory]
    [InlineData("""{ "name": "People", "data": [{ "userName": "x", "name": "X", "department": "nowhere" }] }""", "nowhere")]
    [InlineData("""{ "name": "People", "data": [{ "userName": "x", "name": "X", "department": "socialforvaltningen", "unit": "bjorkviksskolan" }] }""", "bjorkviksskolan")]
    [InlineData("""{ "name": "People", "data": [{ "userName": "x", "name": "X", "department": "socialforvaltningen", "manager": "ghost" }] }""", "ghost")]
    [InlineData("""{ "name": "Goals", "data": [{ "slug": "x", "title": "X", "description": "", "kind": "dream" }] }""", "dream")]
    [InlineData("""{ "name": "Departments", "data": [{ "slug": "x", "name": "X", "authority": "Y", "colour": "red" }] }""", "colour")]
    public async Task A_recipe_that_does_not_fit_says_why_and_changes_nothing(string step, string why)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $$"""{ "name": "broken", "steps": [{{step}}] }""", Ct);
        var ran = await host.Services.GetRequiredService<RecipeRunner>().RunFileAsync(file, new Reports(), dryRun: false, Ct);
        File.Delete(file);
        ran.Problems[0].Arguments[0]!.ToString()!.ShouldContain(why);
        (await AskAsync(o => o.PersonAsync("x", Ct))).ShouldBeNull();
    }

    [Fact]
    public async Task Adding_by_name_gives_back_what_is_there()
    {
        var added = await host.InScopeAsync(async services =>
        {
            var (db, changes) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<IOrganisationChanges>());
            var there = await changes.DepartmentAsync("socialförvaltningen", "Socialnämnden", Ct);
            var made = await changes.DepartmentAsync("Överförmyndarverksamheten", "Överförmyndarnämnden", Ct);
            var again = await changes.DepartmentAsync(" överförmyndarverksamheten", "x", Ct);
            var unit = await changes.UnitAsync(made.Value, "Centralköket", Ct);
            var same = await changes.UnitAsync(made.Value, "centralköket", Ct);
            var known = await services.GetRequiredService<IOrganisation>().DepartmentsAsync(Ct);
            await db.SaveChangesAsync(Ct);
            var after = await services.GetRequiredService<IOrganisation>().DepartmentsAsync(Ct);
            known.Single(d => d.Slug == "socialforvaltningen").Id.ShouldBe(there.Value);
            again.Value.ShouldBe(made.Value);
            same.Value.ShouldBe(unit.Value);
            return after.Single(d => d.Id == made.Value);
        });
        added.Slug.ShouldBe("overformyndarverksamheten");
        added.Units.Single().Name.ShouldBe("Centralköket");
    }

    [Fact]
    public async Task A_taken_user_name_is_refused()
    {
        var refused = await host.InScopeAsync(async services =>
        {
            var department = (await services.GetRequiredService<IOrganisation>().DepartmentsAsync(Ct))[0];
            return await services.GetRequiredService<IOrganisationChanges>().AddPersonAsync(new("Chef", "En till", null, null, department.Id, null, []), Ct);
        });
        refused.Problems[0].Text.ShouldBe("Organisation.UserNameTaken");
    }

    [Fact]
    public async Task A_unit_has_a_page_for_those_signed_in()
    {
        using var visitor = await host.SignInAsync("medarbetare2");
        var page = await visitor.GetPageAsync("/enheter/bjorkviksskolan");
        page.Heading.ShouldBe("Björkviksskolan");
        page.Text.ShouldContain("Tomas Lindqvist");
        page.Text.ShouldContain("Bildningsnämnden");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        (await visitor.GetPageAsync("/enheter/finns-inte")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var stranger = host.Visit();
        (await stranger.GetPageAsync("/enheter/bjorkviksskolan")).Path.ShouldStartWith("/logga-in");
    }

    [Fact]
    public async Task Names_are_shown_as_text()
    {
        await host.InScopeAsync(async services =>
        {
            var (db, changes) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<IOrganisationChanges>());
            var department = await changes.DepartmentAsync("<b>Avdelning</b>", "<i>Nämnd</i>", Ct);
            var unit = await changes.UnitAsync(department.Value, "<script>alert(1)</script>", Ct);
            await changes.AddPersonAsync(new("spjuver", "<img src=x onerror=alert(1)>", null, "<u>", department.Value, unit.Value, [Roles.UnitManager]), Ct);
            return await db.SaveChangesAsync(Ct);
        });
        using var visitor = await host.SignInAsync("chef");
        var page = await visitor.GetPageAsync("/enheter/script-alert-1-script");
        page.Heading.ShouldBe("<script>alert(1)</script>");
        page.Document.QuerySelectorAll("main b, main i, main u, main img, main script").ShouldBeEmpty();
        page.Text.ShouldContain("<img src=x onerror=alert(1)>");

        using var administrator = await host.SignInAsync("admin");
        foreach (var path in new[]
        {
            "/admin/personer?q=spjuver", "/admin/personer/spjuver", "/admin/personer/chef", "/admin/organisation", "/admin/organisation/forvaltning/b-avdelning-b", "/admin/organisation/enhet/script-alert-1-script",
        })
        {
            var list = await administrator.GetPageAsync(path);
            list.Status.ShouldBe(HttpStatusCode.OK, path);
            list.Document.QuerySelectorAll("main b, main i, main u, main img, main script").ShouldBeEmpty(path);
        }

        (await administrator.GetPageAsync("/admin/personer?q=spjuver")).TextOf("main .k-list")!.ShouldContain("<img src=x onerror=alert(1)>");
    }

    private Task<T> AskAsync<T>(Func<IOrganisation, Task<T>> ask) => host.InScopeAsync(services => ask(services.GetRequiredService<IOrganisation>()));

    private sealed class Reports : IProgress<StepReport>
    {
        public List<StepReport> Seen { get; } = [];

        public void Report(StepReport value) => Seen.Add(value);
    }
}

public sealed class SqliteOrganisationTests(SqliteHost host) : OrganisationTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresOrganisationTests(PostgresHost host) : OrganisationTests(host), IClassFixture<PostgresHost>;
