using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteAdminActPageTests(SqliteHost host) : AdminActPageTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresAdminActPageTests(PostgresHost host) : AdminActPageTests(host), IClassFixture<PostgresHost>;

/// <summary>What administrators do by the buttons of the flows' pages.</summary>
public abstract class AdminActPageTests(TestHost host)
{
    private const string Flows = "/admin/arbetsfloden/pagaende";

    [Fact]
    public async Task A_step_is_passed_by_and_a_flow_cancelled_only_with_a_reason()
    {
        using var administrator = await host.SignInAsync("admin");
        var (id, number) = await host.SomeAsync(confidential: false);
        var page = await administrator.GetPageAsync($"{Flows}/{id}");
        (await administrator.SubmitAsync(page, new() { ["Why"] = " " }, form: "form[action*=skip]")).Text.ShouldContain("Skriv varför.");

        var passed = await administrator.SubmitAsync(page, new() { ["Why"] = "Beslutet togs i nämnden.", ["Outcome"] = "rejected" }, form: "form[action*=skip]");
        passed.Text.ShouldContain("En administratör gick förbi steget: ”Beslutet togs i nämnden.”");

        var (other, otherNumber) = await host.SomeAsync(confidential: false);
        var cancelled = await administrator.SubmitAsync(await administrator.GetPageAsync($"{Flows}/{other}"), new() { ["Why"] = "Dubblett." }, form: "form[action*=cancel]");
        cancelled.Text.ShouldContain("En administratör avbröt flödet: ”Dubblett.”");
        cancelled.Text.ShouldContain("Avbrutna");
        otherNumber.ShouldNotBe(number);
    }

    [Fact]
    public async Task Those_that_a_filter_finds_are_cancelled_together_and_nothing_without_a_filter()
    {
        using var administrator = await host.SignInAsync("admin");
        var (id, number) = await host.SomeAsync(confidential: false);
        var all = await administrator.GetPageAsync(Flows);
        all.Html.ShouldNotContain("handler=cancel", Case.Sensitive, "not offered for all there are");
        var one = await administrator.GetPageAsync($"{Flows}?nummer={number}&lage=halted");

        var done = await administrator.SubmitAsync(one, new() { ["Why"] = "Städning." }, form: "form[action*='handler=cancel']");

        done.Text.ShouldContain("1 flöden avbröts.");
        var flow = new WorkflowInstanceId(id);
        (await host.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == flow).Select(i => i.Status).SingleAsync())).ShouldBe(WorkflowStatus.Aborted);
    }

    [Fact]
    public async Task How_long_ended_flows_are_kept_is_set_on_the_page()
    {
        using var administrator = await host.SignInAsync("admin");
        var page = await administrator.GetPageAsync(Flows);
        (await administrator.SubmitAsync(page, new() { ["KeepDays"] = "5" }, form: "form[action*='handler=keep']")).Text.ShouldContain("Ange mellan 31 och 3650 dagar");
        (await administrator.SubmitAsync(page, new() { ["KeepDays"] = "400" }, form: "form[action*='handler=keep']")).Text.ShouldContain("Sparat.");
        (await host.ReadAsync(db => Retention.DaysAsync(db, default))).ShouldBe(400);
    }
}

internal static class DemoFlows
{
    /// <summary>A flow of the demonstration that waits; one that waits for a decision unless it is to be confidential.</summary>
    public static async Task<(Guid Id, int Number)> SomeAsync(this TestHost host, bool confidential) => await host.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        var owner = services.GetServices<IWorkflowSubjects>().Single();
        foreach (var instance in await db.Set<WorkflowInstance>().AsNoTracking().Where(i => i.Status == WorkflowStatus.Halted).OrderBy(i => i.Id).ToListAsync())
        {
            var subject = (await owner.FindAsync(instance.SubjectId, default))!;
            var waits = await db.Set<WaitRow>().AsNoTracking().SingleAsync(w => w.InstanceId == instance.Id && w.EndedUtc == null);
            if (subject.Values["confidential"] == (confidential ? "true" : "false") && (confidential || waits.Form == "decision"))
            {
                return (instance.Id.Value, (await owner.CardsAsync([instance.SubjectId], default))[instance.SubjectId].Number);
            }
        }

        throw new InvalidOperationException("The demonstration has none.");
    });
}
