using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqlitePeopleChangeTests() : PeopleChangeTests(DatabaseProvider.Sqlite);

public sealed class PostgresPeopleChangeTests() : PeopleChangeTests(DatabaseProvider.Postgres);

/// <summary>R9: an officer leaves, loses the role or is moved, and open work goes on.</summary>
public abstract class PeopleChangeTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;

    private Town Town => engine.Town;

    private RoleGrant Officer => new(Roles.CaseOfficer, Town.Culture.Value);

    public async ValueTask InitializeAsync() => engine = await Engine.StartAsync(provider);

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task Open_work_of_one_who_leaves_goes_to_the_next_in_the_chain_who_is_told()
    {
        var (chief, coach) = (Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value)), Town.Add("siv", new RoleGrant(Roles.IdeaCoach, Town.Culture.Value)));
        var thing = await WaitingAsync("unit-manager", "department-officer");
        Town.Leave(chief);

        await LeftAsync(chief);

        (await AssigneeAsync(thing)).Person.ShouldBe(coach);
        engine.Things.Answerer(thing).ShouldBe("Siv");
        (await engine.EventsAsync<TaskAssigned>())[^1].Principal.ShouldBe(Principal.Person(coach.Value));
        var whys = (await engine.JournalAsync(thing)).Select(l => l.Why).ToList();
        whys.ShouldContain("Workflow.Why.HasLeft");
        whys[^1].ShouldBe("Workflow.Why.DepartmentCoach");
    }

    [Fact]
    public async Task One_who_loses_the_role_loses_the_work_and_one_who_keeps_it_does_not()
    {
        var (first, thing) = (Town.Add("maria", Officer), await WaitingAsync("department-officer"));
        (await AssigneeAsync(thing)).Person.ShouldBe(first);

        await engine.TellAsync(l => l.HandleAsync(new RolesChanged(first), default, default));
        (await AssigneeAsync(thing)).Person.ShouldBe(first, "the role is still there");

        Town.Lose(first);
        var second = Town.Add("nils", Officer);
        await engine.TellAsync(l => l.HandleAsync(new RolesChanged(first), default, default));
        (await AssigneeAsync(thing)).Person.ShouldBe(second);
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.LostRole" && l.WhyArguments[0] == "Maria");
    }

    [Fact]
    public async Task A_colleague_who_joins_the_role_takes_nothing_away()
    {
        var (first, thing) = (Town.Add("maria", Officer), await WaitingAsync("department-officer"));
        Town.Add("nils", Officer);

        await engine.TellAsync(l => l.HandleAsync(new RolesChanged(first), default, default));

        (await AssigneeAsync(thing)).Person.ShouldBe(first);
    }

    [Fact]
    public async Task What_was_handed_over_by_hand_stays_until_that_one_leaves()
    {
        var (officer, expert) = (Town.Add("maria", Officer), Town.Add("olle"));
        var thing = await WaitingAsync("department-officer");
        var task = (await engine.TasksAsync(thing)).Single();
        (await engine.SaveAsync((scope, ct) => scope.GetRequiredService<IWorkflows>()
            .ReassignAsync(task.Id, new(expert, null, null, "Olle"), "Han kan det.", Town.Viewer(officer), engine.Clock.NowUtc, ct))).Problems.ShouldBeEmpty();

        await engine.TellAsync(l => l.HandleAsync(new PersonMoved(expert), default, default));
        (await AssigneeAsync(thing)).Person.ShouldBe(expert);

        Town.Leave(expert);
        await LeftAsync(expert);
        (await AssigneeAsync(thing)).Person.ShouldBe(officer);
    }

    [Fact]
    public async Task A_role_that_nobody_holds_any_more_passes_its_work_on()
    {
        var (one, two) = (Town.Add("maria", Officer), Town.Add("nils", Officer));
        var thing = await WaitingAsync("department-officer");
        (await AssigneeAsync(thing)).Role.ShouldBe(Roles.CaseOfficer);
        Town.Lose(one);
        await engine.TellAsync(l => l.HandleAsync(new RolesChanged(one), default, default));
        (await AssigneeAsync(thing)).Role.ShouldBe(Roles.CaseOfficer, "the other one still holds it");

        var central = Town.Add("cia", new RoleGrant(Roles.CentralIdeaCoach));
        Town.Leave(two);
        await LeftAsync(two);

        (await AssigneeAsync(thing)).Person.ShouldBe(central);
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.NobodyHolds");
    }

    [Fact]
    public async Task Told_twice_it_is_passed_on_once()
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        var thing = await WaitingAsync("unit-manager");
        Town.Leave(chief);

        await LeftAsync(chief);
        await LeftAsync(chief);

        (await engine.JournalAsync(thing)).Count(l => l.Why == "Workflow.Why.HasLeft").ShouldBe(1);
        (await AssigneeAsync(thing)).Principal.ShouldBe("role:CentralIdeaCoach");
    }

    [Fact]
    public async Task Of_one_who_leaves_a_fallback_task_goes_on_too()
    {
        engine.Things.Need = _ => new("decision", ["approved", "rejected"]);
        var (coach, central) = (Town.Add("siv", new RoleGrant(Roles.IdeaCoach, Town.Culture.Value)), Town.Add("cia", new RoleGrant(Roles.CentralIdeaCoach)));
        var thing = engine.Things.Add(Town, Town.Add("anna"));
        await engine.SubmitAsync(thing);
        (await AssigneeAsync(thing)).Person.ShouldBe(coach);
        Town.Leave(coach);

        await LeftAsync(coach);

        (await AssigneeAsync(thing)).Person.ShouldBe(central);
    }

    private async Task LeftAsync(PersonId person) =>
        (await engine.TellAsync(l => l.HandleAsync(new PersonLeft(person), default, default))).Problems.ShouldBeEmpty();

    private async Task<Assignee> AssigneeAsync(SubjectRef thing) => (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Assignee;

    private async Task<SubjectRef> WaitingAsync(params string[] rules)
    {
        (await engine.ImportAsync(Type(Begin(), Assign(rules), Ask()))).Problems.ShouldBeEmpty();
        var thing = engine.Things.Add(Town, Town.Add("anna"));
        await engine.SubmitAsync(thing);
        return thing;
    }
}
