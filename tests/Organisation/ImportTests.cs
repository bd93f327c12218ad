using System.Net;
using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Organisation.Import;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Organisation.Tests;

public abstract class ImportTests(TestHost host)
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task People_are_looked_at_first_then_carried_out_once_and_the_same_file_changes_nothing()
    {
        const string Text = """
            användarnamn;namn;e-post;förvaltning;enhet;chef;roller
            imp.anna;Anna Import;anna@motala.example;Bildningsförvaltningen;Björkviksskolan;imp.bo;idélots
            imp.bo;Bo Import;;bildningsforvaltningen;;;Redaktör, handläggare
            imp.fel;Fel Import;inte en adress;Bildningsförvaltningen;;;
            imp.bo;Bo Igen;;Bildningsförvaltningen;;;
            imp.kung;Kung Import;;Bildningsförvaltningen;;;kung
            imp.vilse;Vilse Import;;Ingenstans;;;
            imp.cleo;Cleo Import;;Bildningsförvaltningen;;imp.fel;
            """;
        using var admin = await host.SignInAsync("admin");
        var preview = await PasteAsync(admin, ImportKind.People, Text);
        preview.Path.ShouldStartWith("/admin/import/");
        preview.Text.ShouldContain("E-postadressen ser inte rätt ut");
        preview.Text.ShouldContain("Samma användarnamn står på rad 3");
        preview.Text.ShouldContain("”Ingenstans” finns inte");
        preview.Text.ShouldContain("”kung”");
        preview.Text.ShouldContain("chefen ”imp.fel” finns inte");
        preview.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        (await PersonAsync("imp.anna")).ShouldBeNull("nothing is saved by looking");

        var done = await admin.SubmitAsync(preview);
        done.Text.ShouldContain("Tillagda: 3. Ändrade: 0.");
        var anna = (await PersonAsync("imp.anna"))!;
        anna.ManagerId.ShouldBe((await PersonAsync("imp.bo"))!.Id);
        (await GrantsAsync(anna.Id)).Select(g => g.Role).ShouldBe([Roles.IdeaCoach, Roles.Staff]);
        (await GrantsAsync((await PersonAsync("imp.bo"))!.Id)).Select(g => g.Role).ShouldBe([Roles.CaseOfficer, Roles.Editor, Roles.Staff]);
        (await PersonAsync("imp.fel")).ShouldBeNull();
        (await PersonAsync("imp.cleo"))!.ManagerId.ShouldBeNull();
        (await admin.SubmitAsync(preview)).Status.ShouldBe(HttpStatusCode.NotFound, "a second press finds it done");

        var again = await PasteAsync(admin, ImportKind.People, Text.Replace("imp.cleo;Cleo Import;;Bildningsförvaltningen;;imp.fel;", "imp.cleo;Cleo Import;;;;;", StringComparison.Ordinal));
        again.Text.ShouldContain("Det finns inget att ändra");
    }

    [Fact]
    public async Task Empty_cells_leave_what_is_there_and_nobody_loses_a_role()
    {
        using var admin = await host.SignInAsync("admin");
        await admin.SubmitAsync(await PasteAsync(admin, ImportKind.People, "användarnamn,namn,titel,e-post,förvaltning,roller\nimp.dora,Dora,Kock,dora@motala.example,Bildningsförvaltningen,redaktör"));
        var preview = await PasteAsync(admin, ImportKind.People, "user name;name;title;roles\nIMP.DORA;Dora Ek;;\n");
        preview.Text.ShouldContain("Dora Ek");
        await admin.SubmitAsync(preview);
        var dora = (await PersonAsync("imp.dora"))!;
        (dora.Name, dora.Title, dora.Email).ShouldBe(("Dora Ek", "Kock", "dora@motala.example"));
        (await GrantsAsync(dora.Id)).Select(g => g.Role).ShouldBe([Roles.Editor, Roles.Staff]);
    }

    [Fact]
    public async Task What_has_changed_since_it_was_looked_at_is_shown_anew_and_not_saved()
    {
        using var admin = await host.SignInAsync("admin");
        var preview = await PasteAsync(admin, ImportKind.People, "användarnamn;namn;förvaltning\nimp.emil;Emil;Bildningsförvaltningen");
        await host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync(async ct =>
        {
            var department = (await services.GetRequiredService<IOrganisation>().DepartmentsAsync(ct))[0];
            return await services.GetRequiredService<IOrganisationChanges>().AddPersonAsync(new("imp.emil", "Emil den förste", null, null, department.Id, null, []), ct);
        }));
        var anew = await admin.SubmitAsync(preview);
        anew.Text.ShouldContain("ingenting är sparat");
        anew.Text.ShouldContain("Emil den förste");
        (await PersonAsync("imp.emil"))!.Name.ShouldBe("Emil den förste");
        await admin.SubmitAsync(anew);
        (await PersonAsync("imp.emil"))!.Name.ShouldBe("Emil");
    }

    [Fact]
    public async Task Who_has_left_is_marked_but_not_the_last_administrator()
    {
        using var admin = await host.SignInAsync("admin");
        await admin.SubmitAsync(await PasteAsync(admin, ImportKind.People, "användarnamn;namn;förvaltning\nimp.frans;Frans;Bildningsförvaltningen"));
        var preview = await PasteAsync(admin, ImportKind.People, "användarnamn;slutat\nimp.frans;ja\nadmin;ja\nchef;kanske\nimp.ingen;ja");
        preview.Text.ShouldContain("minst en administratör");
        preview.Text.ShouldContain("”kanske”");
        await admin.SubmitAsync(preview);
        (await PersonAsync("imp.frans"))!.Active.ShouldBeFalse();
        (await PersonAsync("admin"))!.Active.ShouldBeTrue();
        (await host.ReadAsync(db => db.Database.SqlQuery<int>($"""SELECT CAST(count(*) AS int) AS "Value" FROM kernel_outbox WHERE type = 'PersonLeft'""").SingleAsync())).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Departments_units_and_head_counts_come_from_a_file_in_windows_1252()
    {
        const string Text = "förvaltning;nämnd;enhet;anställda;räknat;adress\nRäddningsförbundet;Räddningsnämnden;;84;2026-01-01;\nRäddningsförbundet;;Station Öst;;;\nBildningsförvaltningen;;Nya skolan;;;bjorkviksskolan\nIngen;;Enhet;;;\nUtan nämnd;;;;;\n";
        using var admin = await host.SignInAsync("admin");
        var form = await admin.GetPageAsync("/admin/import?typ=organisation");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.ValueOf("__RequestVerificationToken")!), "__RequestVerificationToken" },
            { new StringContent("Places"), "Input.Kind" },
            { new ByteArrayContent(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text)), "fil", "organisation.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/import") { Content = content };
        using var answer = await admin.SendAsync(request);
        var preview = await admin.GetPageAsync(answer.Headers.Location!.ToString());
        preview.Text.ShouldContain("”Ingen” finns inte");
        await admin.SubmitAsync(preview);
        var departments = await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().DepartmentsAsync(Ct));
        var added = departments.Single(d => d.Name == "Räddningsförbundet");
        added.Units.Single().Name.ShouldBe("Station Öst");
        departments.SelectMany(d => d.Units).Single(u => u.Slug == "bjorkviksskolan").Name.ShouldBe("Nya skolan");
        (await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().HeadCountsAsync(new(2026, 3, 1), Ct))).Single(c => c.DepartmentId == added.Id).Employees.ShouldBe(84);
        (await PasteAsync(admin, ImportKind.Places, Text)).Text.ShouldContain("Det finns inget att ändra");
        await admin.SubmitAsync(await PasteAsync(admin, ImportKind.Places, "förvaltning;enhet;adress\nBildningsförvaltningen;Björkviksskolan;bjorkviksskolan"));
    }

    [Fact]
    public async Task The_present_state_comes_out_without_formulas_and_goes_in_without_change()
    {
        await host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync(async ct =>
        {
            var department = (await services.GetRequiredService<IOrganisation>().DepartmentsAsync(ct))[0];
            return await services.GetRequiredService<IOrganisationChanges>().AddPersonAsync(new("imp.formel", "=HYPERLINK(\"http://ond.example\";\"x\")", null, "+46", department.Id, null, []), ct);
        }));
        using var admin = await host.SignInAsync("admin");
        foreach (var (kind, path) in new[] { (ImportKind.People, "/admin/import/nu/personer.csv"), (ImportKind.Places, "/admin/import/nu/organisation.csv") })
        {
            using var answer = await admin.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            text.ShouldNotContain(";=");
            text.ShouldNotContain(";\"=");
            text.ShouldNotContain(";+");
            (await PasteAsync(admin, kind, text)).Text.ShouldContain("Det finns inget att ändra");
        }
    }

    [Theory]
    [InlineData("", "Välj en fil eller klistra in text")]
    [InlineData("namn;förvaltning\nx;y", "Kolumnen ”användarnamn” saknas")]
    [InlineData("användarnamn;lön\nx;1", "Kolumnen ”lön” känns inte igen")]
    [InlineData("användarnamn;användarnamn\nx;1", "finns två gånger")]
    public async Task A_file_that_cannot_be_read_says_why_and_keeps_what_was_pasted(string text, string why)
    {
        using var admin = await host.SignInAsync("admin");
        var page = await PasteAsync(admin, ImportKind.People, text);
        page.Text.ShouldContain(why);
        (page.ValueOf("Input.Text") ?? "").Trim().ReplaceLineEndings("\n").ShouldBe(text);
    }

    [Fact]
    public async Task A_file_of_too_many_lines_or_too_many_bytes_is_refused()
    {
        using var admin = await host.SignInAsync("admin");
        (await PasteAsync(admin, ImportKind.People, "användarnamn\n" + string.Concat(Enumerable.Repeat("x\n", ImportText.MostLines + 1)))).Text.ShouldContain("högst 5000 rader");
        (await PasteAsync(admin, ImportKind.People, "användarnamn\n" + new string('x', ImportText.MostBytes))).Text.ShouldContain("högst 1 MB");
    }

    private static async Task<Page> PasteAsync(Visitor visitor, ImportKind kind, string text) =>
        await visitor.SubmitAsync(await visitor.GetPageAsync("/admin/import"), new() { ["Input.Kind"] = kind.ToString(), ["Input.Text"] = text }, "main form.k-form");

    private Task<PersonInfo?> PersonAsync(string userName) => host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().PersonAsync(userName, Ct));

    private Task<IReadOnlyList<RoleGrant>> GrantsAsync(PersonId id) => host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().GrantsAsync(id, Ct));
}

public sealed class SqliteImportTests(SqliteHost host) : ImportTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresImportTests(PostgresHost host) : ImportTests(host), IClassFixture<PostgresHost>;
