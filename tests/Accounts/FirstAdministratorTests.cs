using System.CommandLine;
using System.Net;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Accounts.Tests;

public abstract class FirstAdministratorTests(ProductionHost host)
{
    [Fact]
    public async Task The_first_administrator_comes_by_a_link_that_opens_once()
    {
        (await host.ReadAsync(db => db.Set<Account>().AnyAsync())).ShouldBeFalse("a fresh installation has no account, so no default password");
        var old = (await host.StartMessageAsync()).Path();
        var path = (await host.StartMessageAsync()).Path();
        path.ShouldStartWith("/forsta-administrator?kod=");
        (await host.ReadAsync(db => db.Set<OneTimeLink>().Select(l => l.CodeHash).SingleAsync())).ShouldBe(OneTimeLink.Hash(path[(path.IndexOf('=', StringComparison.Ordinal) + 1)..]));

        using var visitor = host.Visit();
        (await visitor.GetPageAsync(old)).Status.ShouldBe(HttpStatusCode.NotFound, "each start ends the link before it");
        (await visitor.GetPageAsync("/forsta-administrator")).Status.ShouldBe(HttpStatusCode.NotFound);
        host.Clock.Advance(TimeSpan.FromHours(25));
        (await visitor.GetPageAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        path = (await host.StartMessageAsync()).Path();

        var page = await visitor.GetPageAsync(path);
        page.Status.ShouldBe(HttpStatusCode.OK);
        var refused = await visitor.SubmitAsync(page, Form("rut", "rut är min katt"), "main form.k-form");
        refused.Text.ShouldContain("får inte innehålla användarnamnet");
        refused.ValueOf("Input.Name").ShouldBe("Rut Ek");
        (await host.ReadAsync(db => db.Set<Account>().AnyAsync())).ShouldBeFalse();

        // Two windows at the same moment: one gets in.
        using var second = host.Visit();
        var other = await second.GetPageAsync(path);
        var tried = await Task.WhenAll(
            visitor.SubmitAsync(refused, Form("rut", Acting.Secret), "main form.k-form"), second.SubmitAsync(other, Form("sten", Acting.Secret), "main form.k-form"));
        tried.Count(p => p.Path == "/").ShouldBe(1);
        (await host.ReadAsync(db => db.Set<Account>().CountAsync())).ShouldBe(1);

        var account = await host.ReadAsync(db => db.Set<Account>().SingleAsync());
        var grants = await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().GrantsAsync(new(account.Id), CancellationToken.None));
        grants.Select(g => g.Role).ShouldBe([Roles.Administrator, Roles.Staff]);
        (await visitor.GetPageAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.StartMessageAsync()).ShouldBeEmpty();
        using var again = host.Visit();
        (await again.TryAsync(account.UserName!, Acting.Secret)).Path.ShouldBe("/");
        await The_command_adds_a_person_who_chooses_a_password();
    }

    [Fact]
    public async Task The_development_door_is_not_there_in_production()
    {
        using var visitor = host.Visit();
        using var answer = await visitor.PostFormAsync("/dev/sign-in", new() { ["person"] = "admin" });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await visitor.GetPageAsync("/logga-in");
        page.Document.QuerySelectorAll("button[name=person]").ShouldBeEmpty();
        page.Html.ShouldNotContain("dev/sign-in");
    }

    // After the first administrator, since there is no department before.
    private async Task The_command_adds_a_person_who_chooses_a_password()
    {
        (await RunAsync("--user-name", "vera", "--name", "Vera Ask", "--department", "finns-inte")).Exit.ShouldBe(1);
        var (exit, said) = await RunAsync("--user-name", "Vera", "--name", "Vera Ask", "--department", "Kansliet", "--role", Roles.Editor, Roles.CaseOfficer);
        exit.ShouldBe(0, said);
        using var visitor = host.Visit();
        var page = await visitor.GetPageAsync(said.Path());
        page.Text.ShouldContain("Vera Ask");
        var differ = await visitor.SubmitAsync(page, new() { ["Input.Password"] = Acting.Secret, ["Input.Again"] = "något annat helt" }, "main form.k-form");
        differ.Text.ShouldContain("inte lika");
        using var second = host.Visit();
        var other = await second.GetPageAsync(said.Path());
        Dictionary<string, string?> same = new() { ["Input.Password"] = Acting.Secret, ["Input.Again"] = Acting.Secret };
        var chosen = await Task.WhenAll(visitor.SubmitAsync(differ, same, "main form.k-form"), second.SubmitAsync(other, same, "main form.k-form"));
        chosen.Count(p => p.Path == "/").ShouldBe(1);
        (await visitor.GetPageAsync(said.Path())).Status.ShouldBe(HttpStatusCode.NotFound);
        visitor.SignOut();
        (await visitor.TryAsync("vera", Acting.Secret)).Path.ShouldBe("/");
    }

    private async Task<(int Exit, string Said)> RunAsync(params string[] words)
    {
        await using var console = new StringWriter();
        var command = host.Services.GetServices<IConsoleCommand>().OfType<AddUser>().Single().Build();
        var exit = await command.Parse(words).InvokeAsync(new InvocationConfiguration { Output = console, Error = console });
        return (exit, console.ToString());
    }

    private static Dictionary<string, string?> Form(string userName, string password) => new()
    {
        ["Input.Name"] = "Rut Ek", ["Input.Department"] = "Kansliet", ["Input.UserName"] = userName, ["Input.Password"] = password, ["Input.Again"] = password,
    };
}

public sealed class SqliteFirstAdministratorTests(SqliteProductionHost host) : FirstAdministratorTests(host), IClassFixture<SqliteProductionHost>;

public sealed class PostgresFirstAdministratorTests(PostgresProductionHost host) : FirstAdministratorTests(host), IClassFixture<PostgresProductionHost>;
