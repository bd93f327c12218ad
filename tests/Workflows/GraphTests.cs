using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class GraphTests
{
    [Fact]
    public void Steps_are_told_in_the_order_in_which_they_are_reached_even_around_a_loop()
    {
        var graph = WorkflowGraph.Parse(Graph(
            [Begin(), Assign(), Ask(), Status("lonely")], (0, "Done", 1), (1, "Done", 2), (2, "no", 1)).ToJsonString());

        graph.InOrder().Select(a => a.Name).ShouldBe(["ProposalSubmittedEvent", "AssignTask", "UserTaskEvent", "SetStatusTask"]);
    }

    [Fact]
    public void Member_names_are_read_ignoring_case()
    {
        var graph = WorkflowGraph.Parse("""
            { "workflowtypeid": "4x", "NAME": "Liten", "isEnabled": true, // Orchard allows comments
              "activities": [ { "activityid": "a", "name": "AssignTask", "isstart": true, "properties": { "to": "unit-manager", "activitymetadata": { "title": "Utse" } } } ], }
            """);

        (graph.TypeKey, graph.Name, graph.IsEnabled).ShouldBe(("4x", "Liten", true));
        graph.Activities[0].Title.ShouldBe("Utse");
        graph.Activities[0].Properties()["To"]!.GetValue<string>().ShouldBe("unit-manager");
    }

    [Fact]
    public void Of_two_arrows_from_one_outcome_the_first_is_followed()
    {
        var graph = WorkflowGraph.Parse(Graph([Begin(), Assign(), Ask()], (0, "Done", 2), (0, "Done", 1)).ToJsonString());

        graph.Next(graph.Activities[0].Id, "Done")!.Name.ShouldBe("UserTaskEvent");
    }
}
