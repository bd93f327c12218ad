using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteAdminPageTests(SqliteHost host) : AdminPageTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresAdminPageTests(PostgresHost host) : AdminPageTests(host), IClassFixture<PostgresHost>;

public abstract class AdminPageTests(TestHost host)
{
    private const string Flows = "/admin/arbetsfloden/pagaende";

    [Fact]
    public async Task Flows_are_found_by_number_and_state_within_eight_statements()
    {
        using var administrator = await host.SignInAsync("admin");
        var (_, number) = await host.SomeAsync(confidential: false);

        var all = await administrator.GetPageAsync(Flows);
        var one = await administrator.GetPageAsync($"{Flows}?nummer={number}");
        var none = await administrator.GetPageAsync($"{Flows}?lage=faulted&nummer={number}");
        var odd = await administrator.GetPageAsync($"{Flows}?nummer=%27%3B--&lage=x&alder=999999999999&sida=1000000");

        all.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        all.Links.Count(l => l.Contains("/pagaende/", StringComparison.Ordinal)).ShouldBe(25);
        all.Text.ShouldContain("Nästa");
        one.Links.Count(l => l.Contains("/pagaende/", StringComparison.Ordinal)).ShouldBe(1);
        one.Text.ShouldContain($"Förslag {number}:");
        none.Text.ShouldContain("Inga flöden hittades");
        odd.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Flows_are_found_by_age_and_by_what_is_late()
    {
        using var administrator = await host.SignInAsync("admin");
        var nowUtc = host.Clock.NowUtc;
        var (old, late) = await host.ReadAsync(async db => (
            await db.Set<WorkflowInstance>().CountAsync(i => i.CreatedUtc < nowUtc.AddDays(-30)),
            await db.Set<WorkflowInstance>().CountAsync(i => db.Set<WaitRow>().Any(w => w.InstanceId == i.Id && w.Kind == WaitKind.Task && w.EndedUtc == null && w.DueUtc < nowUtc))));
        var all = await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync());
        (old, late).ShouldNotBe((0, 0));
        old.ShouldBeLessThan(all);
        late.ShouldBeLessThan(all);

        foreach (var (filter, expected) in new[] { ("alder=30", old), ("forsenade=1", late), ("", all) })
        {
            var page = await administrator.GetPageAsync($"{Flows}?{filter}");
            page.Links.Count(l => l.Contains("/pagaende/", StringComparison.Ordinal)).ShouldBe(Math.Min(expected, 25), filter);
            page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        }
    }

    [Fact]
    public async Task A_flow_tells_its_journal_and_what_it_waits_for()
    {
        using var administrator = await host.SignInAsync("admin");
        var (id, number) = await host.SomeAsync(confidential: false);

        var page = await administrator.GetPageAsync($"{Flows}/{id}");

        page.Heading.ShouldStartWith($"Förslag {number}:");
        page.Text.ShouldContain("Ta ställning till förslaget");
        page.Text.ShouldContain("Förslaget lämnades in.");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        (await administrator.GetPageAsync($"{Flows}/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_confidential_flow_has_no_title_no_words_and_no_number_for_an_administrator()
    {
        using var administrator = await host.SignInAsync("admin");
        var (id, number) = await host.SomeAsync(confidential: true);

        foreach (var path in new[] { $"{Flows}/{id}", $"{Flows}?lage=halted", $"{Flows}?nummer={number}", $"{Flows}?lage=halted&sida=2" })
        {
            (await administrator.GetPageAsync(path)).Html.ShouldNotContain("sängbordet", Case.Insensitive, path);
        }

        (await administrator.GetPageAsync($"{Flows}?nummer={number}")).Text.ShouldContain("Inga flöden hittades");
        var page = await administrator.GetPageAsync($"{Flows}/{id}");
        page.Heading.ShouldBe("Ett förslag som du inte har rätt att se");
        page.Text.ShouldNotContain("lämnades in");
    }

    [Fact]
    public async Task A_stopped_flow_comes_first_and_is_tried_again_by_a_button()
    {
        using var administrator = await host.SignInAsync("admin");
        var id = await StopAsync();

        (await administrator.GetPageAsync("/admin/arbetsfloden")).Links.ShouldContain(l => l.EndsWith($"/pagaende/{id}", StringComparison.Ordinal));
        (await administrator.GetPageAsync(Flows)).Links.First(l => l.Contains("/pagaende/", StringComparison.Ordinal)).ShouldEndWith(id.ToString());
        var page = await administrator.GetPageAsync($"{Flows}/{id}");
        page.Text.ShouldContain("Flödet har stannat");

        var after = await administrator.SubmitAsync(page, form: "main form");

        after.Status.ShouldBe(HttpStatusCode.OK);
        after.Text.ShouldNotContain("Flödet har stannat");
        after.Text.ShouldContain("En administratör lät flödet försöka igen.");
        (await host.ReadAsync(db => db.Set<WaitRow>().CountAsync(w => w.InstanceId == new WorkflowInstanceId(id) && w.EndedUtc == null))).ShouldBe(1);
    }

    [Fact]
    public async Task Why_a_flow_stopped_is_text_and_told_to_those_alone_who_may_see_the_proposal()
    {
        using var administrator = await host.SignInAsync("admin");
        var (open, _) = await host.SomeAsync(confidential: false);
        var (secret, _) = await host.SomeAsync(confidential: true);
        await StopAsync(open, new("Workflow.Fault.Exception", "<b id=fara>Steget</b>", "<b id=fara>felet</b>"));
        await StopAsync(secret, new("Workflow.Fault.Exception", "Steget", "Limhallen brinner"));

        foreach (var path in new[] { "/admin/arbetsfloden", $"{Flows}?lage=faulted", $"{Flows}/{open}" })
        {
            var page = await administrator.GetPageAsync(path);
            page.Document.QuerySelector("#fara").ShouldBeNull(path);
            page.Text.ShouldContain("<b id=fara>felet</b>", Case.Sensitive, path);
            page.Html.ShouldNotContain("Limhallen", Case.Insensitive, path);
        }

        (await administrator.GetPageAsync($"{Flows}/{secret}")).Html.ShouldNotContain("Limhallen");
        foreach (var flow in new[] { open, secret })
        {
            var again = await administrator.SubmitAsync(await administrator.GetPageAsync($"{Flows}/{flow}"), form: "main form");
            again.Text.ShouldNotContain("Flödet har stannat");
        }
    }

    [Fact]
    public async Task A_local_day_off_moves_due_dates_until_it_is_taken_away()
    {
        using var administrator = await host.SignInAsync("admin");
        var start = new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
        (await DueAsync(start)).ShouldBe(4);
        var page = await administrator.GetPageAsync("/admin/arbetsdagar?ar=2026");
        page.Text.ShouldContain("fredag 3 april");

        var added = await administrator.SubmitAsync(page, new() { ["Input.Day"] = "2026-03-04", ["Input.Name"] = "Studiedag <b>" }, form: ".k-panel form");

        added.Text.ShouldContain("Ledig här: Studiedag <b>");
        (await DueAsync(start)).ShouldBe(5);
        var removed = await administrator.PostFormAsync("/admin/arbetsdagar?handler=Remove", new()
        {
            ["day"] = "2026-03-04", ["__RequestVerificationToken"] = added.ValueOf("__RequestVerificationToken")!,
        });
        ((int)removed.StatusCode).ShouldBeLessThan(400);
        (await DueAsync(start)).ShouldBe(4);
    }

    [Fact]
    public async Task A_red_day_may_count_and_a_sunday_cannot_be_added()
    {
        using var administrator = await host.SignInAsync("admin");
        var page = await administrator.GetPageAsync("/admin/arbetsdagar?ar=2026");

        var sunday = await administrator.SubmitAsync(page, new() { ["Input.Day"] = "2026-03-08", ["Input.Name"] = "Söndag" }, form: ".k-panel form");
        var nameless = await administrator.SubmitAsync(page, new() { ["Input.Day"] = "2026-03-05", ["Input.Name"] = "" }, form: ".k-panel form");
        await administrator.PostFormAsync("/admin/arbetsdagar?handler=Count", new()
        {
            ["day"] = "2026-06-19", ["__RequestVerificationToken"] = page.ValueOf("__RequestVerificationToken")!,
        });

        sunday.Text.ShouldContain("Välj en arbetsdag");
        nameless.Text.ShouldContain("Skriv vad dagen heter");
        nameless.ValueOf("Input.Day").ShouldBe("2026-03-05");
        (await host.InScopeAsync(s => s.GetRequiredService<IWorkCalendar>().IsWorkingDayAsync(new(2026, 6, 19), default))).ShouldBeTrue();
        (await administrator.GetPageAsync("/admin/arbetsdagar?ar=2026")).Text.ShouldContain("Räknas som arbetsdag här");
    }

    private Task<int> DueAsync(DateTime fromUtc) => host.InScopeAsync(async s => (await s.GetRequiredService<IWorkCalendar>().DueAsync(fromUtc, 2, default)).Day);

    // As if the step that waits had thrown: the newest decision's unless told otherwise.
    private async Task<Guid> StopAsync(Guid? flow = null, ActivityFaultException? fault = null) => await host.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        var id = Guid.Empty;
        await db.TransactAsync<Done>(async ct =>
        {
            var row = await db.Set<WaitRow>().OrderByDescending(w => w.Id).FirstAsync(w => w.EndedUtc == null && (flow == null ? w.Form == "decision" : w.InstanceId == new WorkflowInstanceId(flow.Value)), ct);
            var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == row.InstanceId, ct);
            row.End(null, null, host.Clock.NowUtc);
            instance.Fail(fault ?? new("Workflow.Fault.NoActions"), row.ActivityId, null, host.Clock.NowUtc);
            id = instance.Id.Value;
            return Done.Ok;
        });
        return id;
    });
}
