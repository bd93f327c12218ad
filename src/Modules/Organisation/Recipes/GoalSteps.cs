using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Recipes;

internal sealed record GoalItem(string Slug, string Title, string Description, string Kind);

/// <summary>Goals, visions and service guarantees, by slug.</summary>
internal sealed class GoalsStep(AppDb db) : RecipeStep<GoalItem>
{
    public override string Name => "Goals";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<GoalItem> items, RecipeRun run, CancellationToken ct)
    {
        var goals = await db.Set<Goal>().ToDictionaryAsync(g => g.Slug, ct);
        foreach (var item in items)
        {
            if (GoalKinds.Of(item.Kind) is not { } kind)
            {
                return RecipeRun.Broken($"{Name}: {item.Slug}: kind {item.Kind}");
            }

            var there = goals.GetValueOrDefault(item.Slug);
            var made = there is null ? Goal.Set(item.Slug, item.Title, item.Description, kind) : there.Word(item.Title, item.Description, kind).Then(there);
            if (!made.Succeeded)
            {
                return RecipeRun.Broken($"{Name}: {item.Slug}: {made.Problems[0].Text}");
            }

            db.Ensure(goals, item.Slug, made.Value);
        }

        return Done.Ok;
    }
}

/// <param name="Year">A year, or <c>current</c> for the one of the first start.</param>
/// <param name="Indicator">Which one.</param>
/// <param name="Target">Above 0.</param>
internal sealed record IndicatorGoalItem(string Year, string Indicator, decimal Target);

/// <summary>Targets by year and indicator.</summary>
internal sealed class IndicatorGoalsStep(AppDb db) : RecipeStep<IndicatorGoalItem>
{
    public override string Name => "IndicatorGoals";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<IndicatorGoalItem> items, RecipeRun run, CancellationToken ct)
    {
        var goals = await db.Set<IndicatorGoal>().ToDictionaryAsync(g => (g.Year, g.Indicator), ct);
        foreach (var item in items)
        {
            var year = item.Year == "current" ? SwedishTime.Day(run.FirstStartUtc).Year : int.TryParse(item.Year, CultureInfo.InvariantCulture, out var given) ? given : 0;
            var there = goals.GetValueOrDefault((year, item.Indicator));
            var made = there is null ? IndicatorGoal.For(year, item.Indicator, item.Target) : there.Aim(item.Target).Then(there);
            if (!made.Succeeded)
            {
                return RecipeRun.Broken($"{Name}: {item.Indicator} {item.Year}: {made.Problems[0].Text}");
            }

            db.Ensure(goals, (year, item.Indicator), made.Value);
        }

        return Done.Ok;
    }
}
