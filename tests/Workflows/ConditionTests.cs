using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Tests;

public sealed class ConditionTests
{
    private static readonly Dictionary<string, string?> Values = new() { ["department"] = "kultur", ["confidential"] = "true", ["campaign"] = null };

    [Theory]
    [InlineData("""{ "All": [ { "Field": "department", "Operator": "is", "Value": "kultur" } ] }""", true)]
    [InlineData("""{ "All": [ { "Field": "department", "Operator": "is", "Value": "Kultur" } ] }""", true)]
    [InlineData("""{ "All": [ { "Field": "department", "Operator": "is-not", "Value": "kultur" } ] }""", false)]
    [InlineData("""{ "All": [ { "Field": "department", "Operator": "in", "Value": [ "teknik", "kultur" ] } ] }""", true)]
    [InlineData("""{ "All": [ { "Field": "campaign", "Operator": "is-set" } ] }""", false)]
    [InlineData("""{ "All": [ { "Field": "goal", "Operator": "is-not", "Value": "x" } ] }""", true)]
    [InlineData("""{ "All": [ { "Field": "confidential", "Operator": "is", "Value": true } ] }""", true)]
    [InlineData("""{ "Any": [ { "Field": "campaign", "Operator": "is-set" }, { "Field": "department", "Operator": "is-set" } ] }""", true)]
    [InlineData("""{ "All": [ { "Any": [ { "Field": "campaign", "Operator": "is-set" } ] }, { "Field": "department", "Operator": "is-set" } ] }""", false)]
    [InlineData("""{ "All": [] }""", true)]
    [InlineData("""{ "Any": [] }""", false)]
    public void Groups_and_rows_are_weighed_as_they_read(string condition, bool holds) =>
        Condition.Holds(JsonNode.Parse(condition)!.AsObject(), Values).ShouldBe(holds);

    [Theory]
    [InlineData("""{ "Expression": "1 == 1" }""", "Workflow.Fault.Script")]
    [InlineData("""{ "All": [], "Expression": "1 == 1" }""", "Workflow.Fault.Script")]
    [InlineData("""{ }""", "Workflow.Fault.NoCondition")]
    [InlineData("""{ "All": [ 7 ] }""", "Workflow.Fault.NoCondition")]
    [InlineData("""{ "All": [ { "Field": "shoe-size", "Operator": "is", "Value": "43" } ] }""", "Workflow.Fault.UnknownField")]
    [InlineData("""{ "All": [ { "Field": "department", "Operator": "resembles", "Value": "x" } ] }""", "Workflow.Fault.UnknownOperator")]
    public void What_cannot_be_weighed_faults_with_a_sentence(string condition, string fault) =>
        Should.Throw<ActivityFaultException>(() => Condition.Holds(JsonNode.Parse(condition)!.AsObject(), Values)).Text.ShouldBe(fault);

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Five_levels_are_the_most(int levels, bool allowed)
    {
        var condition = new JsonObject { ["All"] = new JsonArray() };
        for (var level = 1; level < levels; level++)
        {
            condition = new JsonObject { ["All"] = new JsonArray(condition) };
        }

        if (allowed)
        {
            Condition.Holds(condition, Values).ShouldBeTrue();
        }
        else
        {
            Should.Throw<ActivityFaultException>(() => Condition.Holds(condition, Values)).Text.ShouldBe("Workflow.Fault.ConditionTooDeep");
        }
    }
}
