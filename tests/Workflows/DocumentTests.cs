using System.Text.Json.Nodes;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

/// <summary>Definitions that are changed keep all that nobody meant.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Members_that_nobody_here_knows_stay_where_and_as_they_were()
    {
        var type = Type(Begin(), Assign("unit-manager"), Ask());
        type["FutureMember"] = JsonNode.Parse("""{ "b": 1.50, "a": [null, "[js: 6*7]", "åäö <b>"] }""");
        type["Activities"]![1]!["Properties"]!["Unknown"] = JsonNode.Parse("""{ "Deep": [1.50] }""");
        var document = WorkflowDocument.Parse(type.ToJsonString());

        document.Caption(Id(1), "Chefen");
        document.Set(Id(1), new() { ["To"] = new JsonArray("central-coach") });
        document.Add("NotifyTask", [], "Done", (Id(0), "Done"));

        document.Json.ShouldEndWith("""
            "FutureMember":{"b":1.50,"a":[null,"[js: 6*7]","åäö <b>"]}}
            """.Trim());
        document.Json.ShouldContain("""
            "Unknown":{"Deep":[1.50]}
            """.Trim());
        document.Json.ShouldContain("\"To\":[\"central-coach\"]");
    }

    [Fact]
    public void A_step_put_in_between_leads_on_and_one_taken_away_leaves_no_gap()
    {
        var document = WorkflowDocument.Parse(Type(Begin(), Assign("unit-manager"), Ask()).ToJsonString());

        var id = document.Add("NotifyTask", [], "Done", (Id(0), "Done"));
        (document.Graph().Next(Id(0), "Done")!.Id, document.Graph().Next(id, "Done")!.Id).ShouldBe((id, Id(1)));

        document.Remove(id);
        document.Graph().Next(Id(0), "Done")!.Id.ShouldBe(Id(1));
        document.Remove(Id(2));
        document.Graph().Next(Id(1), "Done").ShouldBeNull();
        document.Graph().Transitions.Count.ShouldBe(1, "nothing leads to a step that is gone");
    }

    [Fact]
    public void Names_of_members_are_found_however_they_are_written()
    {
        var document = WorkflowDocument.Parse("""{ "workflowtypeid": "4x", "name": "n", "ACTIVITIES": [ { "activityid": "a", "name": "AssignTask" } ], "transitions": [] }""");

        document.Start("a", true);
        document.Lead("a", "Done", "a");
        document.Lead("a", "Done", null);

        document.Graph().Activities.ShouldHaveSingleItem().IsStart.ShouldBeTrue();
        document.Graph().Transitions.ShouldBeEmpty();
    }

    [Fact]
    public void Ids_are_26_characters_that_begin_with_a_four_and_never_come_twice()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => OrchardId.New()).ToList();

        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.Length == 26 && id[0] == '4' && id.All(c => "0123456789abcdefghjkmnpqrstvwxyz".Contains(c)));
    }

    [Fact]
    public void Loops_are_found_with_the_steps_on_them_and_no_walk_is_endless()
    {
        var graph = WorkflowGraph.Parse(Graph(
            [Begin(), Assign("a"), Step("NotifyTask"), Step("NotifyTask"), Ask()], (0, "Done", 1), (1, "Done", 2), (2, "Done", 3), (3, "Done", 1), (3, "Other", 4), (4, "yes", 1)).ToJsonString());

        graph.Loops(a => a.Name != "UserTaskEvent").ShouldHaveSingleItem().Select(a => a.Id).ShouldBe([Id(1), Id(2), Id(3)]);
        graph.Loops(_ => true).ShouldHaveSingleItem().Count.ShouldBe(4);
        graph.Loops(a => a.Name == "UserTaskEvent").ShouldBeEmpty();
        graph.Reached().Count.ShouldBe(5);
        graph.Upstream(Id(4)).Count.ShouldBe(5);
    }

    private static string Id(int step) => $"4steg0000000000000000000{step + 1:00}";
}
