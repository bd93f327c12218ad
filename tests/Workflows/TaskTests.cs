using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteTaskTests() : TaskTests(DatabaseProvider.Sqlite);

public sealed class PostgresTaskTests() : TaskTests(DatabaseProvider.Postgres);

/// <summary>What the steps do, each by itself.</summary>
public abstract class TaskTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string SubKey = "4typ0000000000000000000002";

    private Engine engine = null!;
    private PersonId anna;
    private PersonId bo;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
        (anna, bo) = (Town.Add("anna", new RoleGrant(Roles.PanelMember, null)), Town.Add("bo", new RoleGrant(Roles.PanelMember, null)));
        Town.Add("siv", new RoleGrant(Roles.CentralIdeaCoach, null));
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_table_sends_each_proposal_its_way_and_the_rest_otherwise()
    {
        object[] rows = [new { Department = "kultur", Campaign = "", Outcome = "Kultur" }, new { Campaign = "skola", Outcome = "Skola" }];
        await ImportAsync(Graph([Begin(), ("SwitchTask", new { Rows = rows }), Status("culture"), Status("school"), Status("other")],
            (0, "Done", 1), (1, "Kultur", 2), (1, "Skola", 3), (1, "Otherwise", 4)));

        (await EndsAsync(("department", "kultur"), ("campaign", "skola"))).ShouldBe("culture", "the first row that fits");
        (await EndsAsync(("department", "teknik"), ("campaign", "skola"))).ShouldBe("school");
        (await EndsAsync(("department", "teknik"))).ShouldBe("other");

        async Task<string?> EndsAsync(params (string Name, string Value)[] values)
        {
            var thing = engine.Things.Add(Town, null, true, values);
            await engine.SubmitAsync(thing);
            return engine.Things.Value(thing, "status");
        }
    }

    [Fact]
    public async Task A_value_is_remembered_for_conditions_and_texts_over_waits()
    {
        var isTwo = new { Condition = new { All = new[] { new { Field = "round", Operator = "is", Value = "två kultur" } } } };
        await ImportAsync(Graph(
            [Begin(), ("SetPropertyTask", new { PropertyName = "round", Value = "två {{ department }}" }), Ask("person:anna"), ("IfElseTask", isTwo), ("LogTask", new { Text = "Varv {{ round }}" })],
            (0, "Done", 1), (1, "Done", 2), (2, "yes", 3), (3, "True", 4)));
        var thing = engine.Things.Add(Town, null, true, ("department", "kultur"));
        await engine.SubmitAsync(thing);

        await AnswerAsync(thing, anna);

        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.Logged" && l.WhyArguments[0] == "Varv två Kulturförvaltningen");
    }

    [Theory]
    [InlineData("department")]
    [InlineData("Har mellanslag")]
    [InlineData("")]
    public async Task A_value_may_not_take_the_name_of_what_the_proposal_has(string name)
    {
        await ImportAsync(Type(Begin(), ("SetPropertyTask", new { PropertyName = name, Value = "x" })));
        var thing = engine.Things.Add(Town, null, true, ("department", "kultur"));

        await engine.SubmitAsync(thing);

        (await engine.InstancesAsync(thing)).Single().Fault.ShouldBe("Workflow.Fault.NoPropertyName");
    }

    [Fact]
    public async Task Of_several_who_are_asked_one_answer_is_enough()
    {
        var thing = await AskedAsync(new { To = new[] { "person:anna", "person:bo" }, AnsweredBy = "Any", Actions = new[] { "yes", "no" } });
        (await engine.TasksAsync(thing)).Count.ShouldBe(2);

        await AnswerAsync(thing, bo);

        (await engine.TasksAsync(thing)).ShouldBeEmpty();
        engine.Things.Value(thing, "status").ShouldBe("yes");
    }

    [Fact]
    public async Task Where_all_are_to_answer_yes_needs_everybody_and_no_is_followed_at_once()
    {
        var properties = new { To = "role:PanelMember", AnsweredBy = "All", Actions = new[] { "yes", "no" } };
        var (agreed, refused) = (await AskedAsync(properties), await AskedAsync(properties));
        (await engine.TasksAsync(agreed)).Select(t => t.Assignee.Person!.Value).ShouldBe([anna, bo], ignoreOrder: true);

        await AnswerAsync(agreed, anna);
        engine.Things.Value(agreed, "status").ShouldBeNull();
        (await engine.TasksAsync(agreed)).ShouldHaveSingleItem().Assignee.Person.ShouldBe(bo);
        (await engine.JournalAsync(agreed)).ShouldContain(l => l.Why == "Workflow.Why.AnsweredOne" && l.By == "Anna");
        await AnswerAsync(agreed, bo);
        await AnswerAsync(refused, bo, "no");

        engine.Things.Value(agreed, "status").ShouldBe("yes");
        engine.Things.Value(refused, "status").ShouldBe("no");
        (await engine.TasksAsync(refused)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_of_the_last_who_answer_at_once_let_the_flow_go_on_once()
    {
        var thing = await AskedAsync(new { To = "role:PanelMember", AnsweredBy = "All", Actions = new[] { "yes", "no" } });
        var tasks = await engine.TasksAsync(thing);

        await Task.WhenAll(tasks.Select(t => engine.CompleteAsync(t, "yes", t.Assignee.Person!.Value)));

        engine.Things.Value(thing, "status").ShouldBe("yes");
        (await engine.JournalAsync(thing)).Count(l => l.Activity == "SetStatusTask").ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_answered_in_time_goes_to_somebody_else_too()
    {
        var thing = await AskedAsync(new { To = "person:anna", DueWorkingDays = 5, EscalateWorkingDays = 2, EscalateTo = "central-coach", Actions = new[] { "yes", "no" } });

        engine.Clock.Advance(TimeSpan.FromDays(8));
        await engine.RunAsync<FireTimers>();
        (await engine.TasksAsync(thing)).Count.ShouldBe(1, "due Monday, so Wednesday morning");
        engine.Clock.Advance(TimeSpan.FromDays(2));
        await engine.RunAsync<FireTimers>();
        await engine.RunAsync<FireTimers>();

        (await engine.TasksAsync(thing)).Select(t => t.Assignee.Name).ShouldBe(["Anna", "Siv"]);
        await AnswerAsync(thing, anna);
        (await engine.TasksAsync(thing)).ShouldBeEmpty();
        engine.Things.Value(thing, "status").ShouldBe("yes");
        (await engine.InstancesAsync(thing)).Single().Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task Complaint_3_a_flow_that_tells_people_again_and_again_stops_with_a_sentence()
    {
        var tell = ("NotifyTask", (object)new { To = "central-coach", Template = "general" });
        await ImportAsync(Graph([Begin(), tell, ("TimerEvent", new { Duration = "PT1M" })], (0, "Done", 1), (1, "Done", 2), (2, "Done", 1)));
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);
        for (var minute = 0; minute < 30; minute++)
        {
            engine.Clock.Advance(TimeSpan.FromMinutes(1));
            await engine.RunAsync<FireTimers>();
        }

        (await engine.EventsAsync<NotificationRequested>()).Count.ShouldBe(HourlyCap.Most);
        (await engine.InstancesAsync(thing)).Single().Fault.ShouldBe("Workflow.Fault.TooManyMessages");
    }

    [Fact]
    public async Task A_flow_waits_for_the_flow_that_it_started()
    {
        await ImportAsync(Graph([Begin(), Sub(), Status("after"), Status("cancelled")], (0, "Done", 1), (1, "Done", 2), (1, "Failed", 3)));
        await ImportAsync(SubType(Ask("person:anna")));
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);
        engine.Things.Value(thing, "status").ShouldBeNull();

        await AnswerAsync(thing, anna);

        engine.Things.Value(thing, "status").ShouldBe("after");
        (await engine.InstancesAsync(thing)).Select(i => i.Status).ShouldBe([WorkflowStatus.Finished, WorkflowStatus.Finished]);
    }

    [Fact]
    public async Task A_started_flow_that_never_waits_is_over_at_once()
    {
        await ImportAsync(Type(Begin(), Sub(), Status("after")));
        await ImportAsync(SubType(Status("inside")));
        var thing = engine.Things.Add(Town);

        await engine.SubmitAsync(thing);

        engine.Things.Value(thing, "status").ShouldBe("after");
        (await engine.InstancesAsync(thing)).ShouldAllBe(i => i.Status == WorkflowStatus.Finished);
    }

    [Fact]
    public async Task Flows_that_start_themselves_stop_after_five()
    {
        var own = SubType(Sub());
        await ImportAsync(own);
        await ImportAsync(Type(Begin(), Sub()));
        var thing = engine.Things.Add(Town);

        await engine.SubmitAsync(thing);

        var instances = await engine.InstancesAsync(thing);
        instances.Count.ShouldBe(6);
        instances.Single(i => i.Status == WorkflowStatus.Faulted).Fault.ShouldBe("Workflow.Fault.TooDeep");
    }

    [Fact]
    public async Task A_start_may_say_that_a_subject_has_several_flows_of_its_type()
    {
        await ImportAsync(Type(Begin(new { Several = true }), Ask("person:anna")));
        var thing = engine.Things.Add(Town);

        await engine.SubmitAsync(thing);
        await engine.SubmitAsync(thing);

        (await engine.TasksAsync(thing)).Count.ShouldBe(2);
    }

    private static (string Name, object Properties) Sub() => ("ExecuteWorkflowTask", new { WorkflowTypeId = SubKey });

    private static JsonObject SubType((string Name, object Properties) step)
    {
        var type = Graph([Step("StartedByWorkflowEvent"), step], (0, "Done", 1));
        type["WorkflowTypeId"] = SubKey;
        return type;
    }

    private async Task<SubjectRef> AskedAsync(object properties)
    {
        await ImportAsync(Graph([Begin(), ("UserTaskEvent", properties), Status("yes"), Status("no")], (0, "Done", 1), (1, "yes", 2), (1, "no", 3)));
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);
        return thing;
    }

    private async Task AnswerAsync(SubjectRef thing, PersonId by, string action = "yes") =>
        (await engine.CompleteAsync((await engine.TasksAsync(thing)).Single(t => t.Assignee.Person == by), action, by)).Problems.ShouldBeEmpty();

    private async Task ImportAsync(JsonObject type) => (await engine.ImportAsync(type)).Problems.ShouldBeEmpty();
}
