using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteByHandTests() : ByHandTests(DatabaseProvider.Sqlite);

public sealed class PostgresByHandTests() : ByHandTests(DatabaseProvider.Postgres);

public abstract class ByHandTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync() => engine = await Engine.StartAsync(provider);

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_task_handed_over_is_the_new_ones_and_no_longer_the_old_ones()
    {
        var (thing, task, chief) = await DecidingAsync();
        var other = Town.Add("maria");
        var told = engine.Things.TasksChanged;

        (await ReassignAsync(task, other, chief)).Succeeded.ShouldBeTrue();

        var now = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();
        (now.Id, now.Assignee.Person, now.DueUtc).ShouldBe((task.Id, other, task.DueUtc));
        engine.Things.TasksChanged.ShouldBe(told + 1);
        engine.Things.Answerer(thing).ShouldBe("Maria");
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.HandedOver" && l.By == "Karin" && l.WhyArguments.SequenceEqual(new[] { "Karin", "Maria", "Hon kan bussar." }));
        (await engine.EventsAsync()).Count(e => e == nameof(TaskAssigned)).ShouldBe(2);
        (await engine.CompleteAsync(now, "approved", chief)).Problems[0].Kind.ShouldBe(ProblemKind.Forbidden);

        (await engine.CompleteAsync(now, "approved", other)).Succeeded.ShouldBeTrue();

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Assignee.Person.ShouldBe(other, "the steps after it are the new one's too");
    }

    [Fact]
    public async Task Only_those_concerned_hand_over()
    {
        var (_, task, _) = await DecidingAsync();
        var other = Town.Add("maria");

        (await ReassignAsync(task, other, Town.Add("nyfiken"))).Problems[0].Kind.ShouldBe(ProblemKind.Forbidden);
        (await ReassignAsync(task, other, Town.Add("lots", new RoleGrant(Roles.IdeaCoach, Town.Culture.Value)))).Problems[0].Kind.ShouldBe(ProblemKind.Forbidden);
        (await ReassignAsync(task, other, Town.Add("central", new RoleGrant(Roles.CentralIdeaCoach)))).Succeeded.ShouldBeTrue();
        (await ReassignAsync(task, Town.Add("nils"), Town.Add("admin", new RoleGrant(Roles.Administrator)))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_is_handed_their_own_proposal_nor_one_who_has_left()
    {
        var (_, task, chief) = await DecidingAsync();
        var left = Town.Add("borta");
        Town.Leave(left);

        (await ReassignAsync(task, left, chief)).Problems[0].Text.ShouldBe("Workflow.HandOverLeft");
        (await ReassignAsync(task, (await Town.PersonAsync("anna", default))!.Id, chief)).Problems[0].Text.ShouldBe("Workflow.HandOverAuthor");
        var empty = new Assignee(null, Roles.PanelMember, null, "Innovationspanelen");
        (await engine.SaveAsync((s, ct) => s.GetRequiredService<IWorkflows>().ReassignAsync(task.Id, empty, "x", Town.Viewer(chief), engine.Clock.NowUtc, ct)))
            .Problems[0].Text.ShouldBe("Workflow.HandOverNobody");
    }

    [Fact]
    public async Task Handing_over_needs_a_reason_and_an_open_task()
    {
        var (_, task, chief) = await DecidingAsync();
        var other = Town.Add("maria");

        (await ReassignAsync(task, other, chief, " ")).Problems[0].Text.ShouldBe("Workflow.WhyMissing");
        (await ReassignAsync(task, other, chief, new string('x', 501))).Problems[0].Text.ShouldBe("Workflow.WhyTooLong");
        await engine.CompleteAsync(task, "approved", chief);
        (await ReassignAsync(task, other, chief)).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
    }

    [Fact]
    public async Task A_decision_undone_gives_the_task_anew_and_closes_what_came_after()
    {
        var (thing, task, chief) = await DecidingAsync();
        await engine.CompleteAsync(task, "approved", chief);
        (await engine.TasksAsync(thing)).Single().Form.ShouldBe("plan");
        engine.Clock.Advance(TimeSpan.FromDays(7));

        (await RewindAsync(thing, "decision", chief)).Succeeded.ShouldBeTrue();

        var anew = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();
        anew.Form.ShouldBe("decision");
        anew.Id.ShouldNotBe(task.Id);
        anew.CreatedUtc.ShouldBe(engine.Clock.NowUtc);
        anew.Assignee.Person.ShouldBe(chief);
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Halted);
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.Rewound" && l.WhyArguments[0] == "Fel underlag." && l.By == "Karin");
        (await engine.CompleteAsync(anew, "rejected", chief)).Succeeded.ShouldBeTrue();
        (await engine.InstancesAsync(thing)).Single().Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task A_flow_that_has_ended_goes_back_too()
    {
        var (thing, task, chief) = await DecidingAsync();
        await engine.CompleteAsync(task, "rejected", chief);
        (await engine.TasksAsync(thing)).ShouldBeEmpty();

        (await RewindAsync(thing, "decision", chief)).Succeeded.ShouldBeTrue();

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Form.ShouldBe("decision");
        await engine.SubmitAsync(thing);
        (await engine.InstancesAsync(thing)).Count.ShouldBe(1, "it lives, so that no second one begins");
    }

    [Fact]
    public async Task A_cancelled_flow_goes_back_too()
    {
        var (thing, _, chief) = await DecidingAsync();
        await engine.SaveAsync(async (scope, ct) =>
        {
            await scope.GetRequiredService<IWorkflows>().CancelAsync(thing, "Workflow.Why.SubjectGone", null, engine.Clock.NowUtc, ct);
            return Done.Ok;
        });

        (await RewindAsync(thing, "decision", chief)).Succeeded.ShouldBeTrue();

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Form.ShouldBe("decision");
    }

    [Fact]
    public async Task Going_back_where_nothing_is_is_refused()
    {
        var (thing, _, chief) = await DecidingAsync();

        (await RewindAsync(thing, "no-such-form", chief)).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        (await RewindAsync(engine.Things.Add(Town), "decision", chief)).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
    }

    private Task<Result<Done>> ReassignAsync(WorkflowTaskInfo task, PersonId to, PersonId by, string why = "Hon kan bussar.") => engine.SaveAsync(async (scope, ct) =>
    {
        var person = (await Town.PersonAsync(to, ct))!;
        return await scope.GetRequiredService<IWorkflows>()
            .ReassignAsync(task.Id, new(person.Id, null, null, person.Name), why, Town.Viewer(by), engine.Clock.NowUtc, ct);
    });

    private Task<Result<Done>> RewindAsync(SubjectRef thing, string form, PersonId by) => engine.SaveAsync((scope, ct) =>
        scope.GetRequiredService<IWorkflows>().RewindAsync(thing, form, "Fel underlag.", by, engine.Clock.NowUtc, ct));

    private async Task<(SubjectRef Thing, WorkflowTaskInfo Task, PersonId Chief)> DecidingAsync()
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        (await engine.ImportAsync(Graph([Begin(), Assign("unit-manager"), Form("decision", "approved", "rejected"), Form("plan", "started")],
            (0, "Done", 1), (1, "Done", 2), (2, "approved", 3)))).Problems.ShouldBeEmpty();
        var thing = engine.Things.Add(Town, Town.Add("anna"));
        await engine.SubmitAsync(thing);
        return (thing, (await engine.TasksAsync(thing)).Single(), chief);
    }
}
