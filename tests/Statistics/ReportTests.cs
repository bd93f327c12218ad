using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Statistics.Tests;

public sealed class ReportTests
{
    private static readonly Period Year = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly DepartmentInfo School = new(TypedId.New<DepartmentId>(), "skola", "Skola", "Nämnd", []);
    private static readonly DepartmentInfo Care = new(TypedId.New<DepartmentId>(), "vard", "Vård", "Nämnd", []);

    [Fact]
    public void The_total_is_the_sum_and_shares_are_per_hundred_employees()
    {
        var report = Of(
            new() { [School.Id] = new(10, 8, 6, 4), [Care.Id] = new(5, 4, 3, 1) },
            [Head(School, 400), Head(Care, 100)],
            [new(2026, "implemented-per-100-employees", 2m), new(2026, "something-new", 1m)]);
        report.Total.Counts.ShouldBe(new Counts(15, 12, 9, 5));
        report.Departments[0].ImplementedPer100.ShouldBe(1m);
        report.Total.SubmittedPer100.ShouldBe(3m);
        var goal = report.Goals.ShouldHaveSingleItem();
        (goal.Actual, goal.Percent).ShouldBe((1m, 50));
        report.WithoutHeadCount.ShouldBeEmpty();
        (report.Target("implemented-per-100-employees"), report.Target("something-new")).ShouldBe((2m, null));
    }

    [Fact]
    public void A_department_without_a_head_count_is_left_out_of_both_sides_of_the_share()
    {
        var report = Of(new() { [School.Id] = new(4, 0, 0, 0), [Care.Id] = new(100, 0, 0, 0) }, [Head(School, 400), Head(Care, 0)]);
        report.Total.Counts.Submitted.ShouldBe(104);
        report.Total.SubmittedPer100.ShouldBe(1m);
        report.Departments[1].SubmittedPer100.ShouldBeNull();
        report.WithoutHeadCount.ShouldBe(["Vård"]);
    }

    [Fact]
    public void Proposals_of_a_department_that_is_gone_have_a_line_of_their_own()
    {
        var report = Of(new() { [TypedId.New<DepartmentId>()] = new(3, 0, 0, 0) }, [Head(School, 100)]);
        report.Departments[^1].ShouldBe(new Line(null, "Tidigare", new(3, 0, 0, 0), null));
        report.Total.Counts.Submitted.ShouldBe(3);
        report.Total.SubmittedPer100.ShouldBe(0m);
    }

    [Fact]
    public void A_closed_department_stays_only_where_it_has_something_to_show()
    {
        var closed = Care with { IsClosed = true };
        HeadCountInfo[] heads = [Head(School, 400), Head(Care, 100)];
        var without = Report.Of(Year, new Dictionary<DepartmentId, Counts> { [School.Id] = new(4, 0, 0, 0) }, [School, closed], heads, [], ("Tidigare", "Alla"));
        without.Departments.ShouldHaveSingleItem().Name.ShouldBe("Skola");
        without.Total.SubmittedPer100.ShouldBe(1m);
        var with = Report.Of(Year, new Dictionary<DepartmentId, Counts> { [Care.Id] = new(5, 0, 0, 0) }, [School, closed], heads, [], ("Tidigare", "Alla"));
        with.Departments.Select(d => d.Name).ShouldBe(["Skola", "Vård"]);
        with.Total.SubmittedPer100.ShouldBe(1m);
    }

    [Fact]
    public void One_made_up_number_makes_the_total_an_example()
    {
        Of([], [Head(School, 100), Head(Care, 100) with { IsExample = true }]).HasExamples.ShouldBeTrue();
        Of([], [Head(School, 100)]).HasExamples.ShouldBeFalse();
        Of([], []).Total.Base.ShouldBeNull();
    }

    [Fact]
    public void Without_employees_there_is_no_goal_to_compare_with() =>
        Of([], [], [new(2026, "implemented-per-100-employees", 2m)]).Goals.ShouldBeEmpty();

    [Fact]
    public void A_bar_stays_within_its_track()
    {
        new Bar("submitted", "", 1.7m).WidthText.ShouldBe("100");
        new Bar("submitted", "", 1m / 3).WidthText.ShouldBe("33.33");
        new Bar("submitted", "", 0, 1.2m).MarkText.ShouldBe("100");
        new Bar("submitted", "", 0).MarkText.ShouldBeNull();
    }

    private static HeadCountInfo Head(DepartmentInfo department, int employees) => new(department.Id, new(2026, 1, 1), employees, false);

    private static Report Of(Dictionary<DepartmentId, Counts> counts, HeadCountInfo[] heads, IndicatorGoalInfo[]? goals = null) =>
        Report.Of(Year, counts, [School, Care], heads, goals ?? [], ("Tidigare", "Alla"));
}
