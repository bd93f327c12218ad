using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Organisation.Tests;

public sealed class GoalTests
{
    [Theory]
    [InlineData("vision")]
    [InlineData("goal")]
    [InlineData("service-guarantee")]
    public void A_kind_has_a_slug(string slug) => GoalKinds.Of(slug)!.Value.Slug().ShouldBe(slug);

    [Fact]
    public void An_unknown_kind_is_none() => GoalKinds.Of("Goal").ShouldBeNull();

    [Fact]
    public void A_goal_needs_a_title() => Goal.Set("x", " ", "", GoalKind.Goal).Succeeded.ShouldBeFalse();

    [Theory]
    [InlineData("implemented-per-100-employees", "1.0", true)]
    [InlineData("implemented-per-100-employees", "0", false)]
    [InlineData("implemented-per-100-employees", "1001", false)]
    [InlineData("luck", "1", false)]
    public void A_target_is_above_nothing_and_of_a_known_indicator(string indicator, string target, bool accepted) =>
        IndicatorGoal.For(2026, indicator, decimal.Parse(target, System.Globalization.CultureInfo.InvariantCulture)).Succeeded.ShouldBe(accepted);

    [Theory]
    [InlineData("bildning", "Bildning", "Nämnden", true)]
    [InlineData("Bildning", "Bildning", "Nämnden", false)]
    [InlineData("bildning", "", "Nämnden", false)]
    [InlineData("bildning", "Bildning", " ", false)]
    public void A_department_has_a_slug_a_name_and_a_board(string slug, string name, string authority, bool accepted) =>
        Department.Open(slug, name, authority).Succeeded.ShouldBe(accepted);

    [Fact]
    public void A_unit_moves_with_its_id()
    {
        var (one, other) = (TypedId.New<DepartmentId>(), TypedId.New<DepartmentId>());
        var unit = Unit.Open(one, "lunden", "Lunden").Value;
        var id = unit.Id;
        unit.Place(other, "Nya Lunden").Succeeded.ShouldBeTrue();
        (unit.Id, unit.DepartmentId, unit.Slug, unit.Name).ShouldBe((id, other, "lunden", "Nya Lunden"));
    }

    [Fact]
    public void Swedish_letters_come_last() =>
        new[] { "Ö", "Ä", "Å", "Z", "A" }.Order(SwedishOrder.Comparer).ShouldBe(["A", "Z", "Å", "Ä", "Ö"]);
}
