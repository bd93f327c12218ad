using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Workflows.Contracts;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class AssigningTests : IAsyncLifetime
{
    private Engine engine = null!;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync() => engine = await Engine.StartAsync(DatabaseProvider.Sqlite);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    [Fact]
    public async Task The_first_rule_that_reaches_somebody_wins_and_the_others_say_why_not()
    {
        var officer = Town.Add("maria", new RoleGrant(Roles.CaseOfficer, Town.Culture.Value));

        var (thing, task) = await AssignAsync(["unit-manager", "department-officer", "central-coach"]);

        task.Assignee.Person.ShouldBe(officer);
        (await WhysAsync(thing)).ShouldBe(["Workflow.Why.NoUnitManager", "Workflow.Why.DepartmentOfficer"]);
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_proposal()
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        var officer = Town.Add("maria", new RoleGrant(Roles.CaseOfficer, Town.Culture.Value));

        var (thing, task) = await AssignAsync(["unit-manager", "department-officer"], chief);

        task.Assignee.Person.ShouldBe(officer);
        (await WhysAsync(thing)).ShouldBe(["Workflow.Why.OwnProposal", "Workflow.Why.DepartmentOfficer"]);
    }

    [Fact]
    public async Task A_rule_that_reaches_nobody_falls_to_the_coach_and_says_so()
    {
        var coach = Town.Add("siv", new RoleGrant(Roles.IdeaCoach, Town.Culture.Value));

        var (thing, task) = await AssignAsync(["person:borta"]);

        task.Assignee.Person.ShouldBe(coach);
        (await WhysAsync(thing)).ShouldBe(["Workflow.Why.NoPerson", "Workflow.Why.Fallback", "Workflow.Why.DepartmentCoach"]);
    }

    [Fact]
    public async Task With_nobody_at_all_it_waits_for_whoever_becomes_central_coach()
    {
        var (thing, task) = await AssignAsync(["unit-manager"]);

        task.Assignee.Principal.ShouldBe("role:CentralIdeaCoach");
        task.Assignee.Name.ShouldBe("Central idélots");
        (await WhysAsync(thing))[^1].ShouldBe("Workflow.Why.LastResort");
    }

    [Fact]
    public async Task Several_holders_share_the_task_as_a_role_with_its_place()
    {
        var (first, second) = (Town.Add("maria", Officer), Town.Add("nils", Officer));

        var (_, task) = await AssignAsync(["department-officer"]);

        task.Assignee.Principal.ShouldBe($"role:CaseOfficer@{Town.Culture.Value}");
        task.Assignee.Name.ShouldBe("Handläggare, Kulturförvaltningen");
        (await engine.CompleteAsync(task, "yes", second)).Succeeded.ShouldBeTrue();
        task.IsFor(Town.Viewer(first)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_holders_the_one_who_is_not_the_author_gets_it()
    {
        var (author, other) = (Town.Add("maria", Officer), Town.Add("nils", Officer));

        var (_, task) = await AssignAsync(["department-officer"], author);

        task.Assignee.Person.ShouldBe(other);
    }

    [Fact]
    public async Task An_author_who_shares_a_role_may_not_answer_for_it()
    {
        var author = Town.Add("maria", Officer);
        Town.Add("nils", Officer);
        Town.Add("olle", Officer);

        var (_, task) = await AssignAsync(["department-officer"], author);

        task.Assignee.Role.ShouldBe(Roles.CaseOfficer);
        (await engine.CompleteAsync(task, "yes", author)).Problems[0].Kind.ShouldBe(ProblemKind.Forbidden);
    }

    [Fact]
    public async Task Those_who_have_left_get_nothing()
    {
        var gone = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        Town.Leave(gone);
        var officer = Town.Add("maria", Officer);

        var (_, task) = await AssignAsync(["person:karin", "unit-manager", "department-officer"]);

        task.Assignee.Person.ShouldBe(officer);
    }

    [Fact]
    public async Task One_who_leaves_between_two_tasks_is_replaced_with_a_note()
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        var officer = Town.Add("maria", Officer);
        await engine.ImportAsync(Graph([Begin(), Assign("unit-manager", "department-officer"), Ask(), Ask()], (0, "Done", 1), (1, "Done", 2), (2, "yes", 3)));
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);
        var first = (await engine.TasksAsync(thing)).Single();
        Town.Leave(chief);

        await engine.CompleteAsync(first, "yes", chief);

        (await engine.TasksAsync(thing)).Single().Assignee.Person.ShouldBe(officer);
        (await WhysAsync(thing)).ShouldContain("Workflow.Why.HasLeft");
    }

    [Fact]
    public async Task A_rule_that_no_module_knows_is_skipped_and_named()
    {
        var (thing, _) = await AssignAsync(["borgmastaren"]);

        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.RuleUnknown" && l.WhyArguments[0] == "borgmastaren");
    }

    [Fact]
    public async Task A_proposal_without_a_unit_has_no_manager()
    {
        Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        await engine.ImportAsync(Type(Begin(), Assign("unit-manager"), Ask()));
        var thing = engine.Things.Add(Town, inUnit: false);

        await engine.SubmitAsync(thing);

        (await WhysAsync(thing)).ShouldContain("Workflow.Why.NoUnitManager");
    }

    [Fact]
    public async Task A_role_is_sought_where_the_subject_belongs_and_then_everywhere()
    {
        var panel = Town.Add("pia", new RoleGrant(Roles.PanelMember));

        var (_, task) = await AssignAsync(["role:PanelMember"]);

        task.Assignee.Person.ShouldBe(panel);
    }

    private RoleGrant Officer => new(Roles.CaseOfficer, Town.Culture.Value);

    private async Task<(SubjectRef Thing, WorkflowTaskInfo Task)> AssignAsync(string[] rules, Organisation.Contracts.PersonId? author = null)
    {
        (await engine.ImportAsync(Type(Begin(), Assign(rules), Ask()))).Problems.ShouldBeEmpty();
        var thing = engine.Things.Add(Town, author);
        await engine.SubmitAsync(thing);
        return (thing, (await engine.TasksAsync(thing)).Single());
    }

    private async Task<List<string>> WhysAsync(SubjectRef thing) =>
        [.. (await engine.JournalAsync(thing)).Where(l => l.Activity == "AssignTask" || l.Why == "Workflow.Why.HasLeft").Select(l => l.Why).OfType<string>()];
}
