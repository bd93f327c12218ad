using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

/// <summary>In the order shown.</summary>
internal enum GoalKind
{
    Vision,
    Goal,
    ServiceGuarantee,
}

internal static class GoalKinds
{
    public static string Slug(this GoalKind kind) => kind switch
    {
        GoalKind.Vision => "vision",
        GoalKind.ServiceGuarantee => "service-guarantee",
        _ => "goal",
    };

    public static GoalKind? Of(string slug) => Enum.GetValues<GoalKind>().Cast<GoalKind?>().FirstOrDefault(k => k!.Value.Slug() == slug);
}

internal sealed class Goal : IVersioned
{
    public const int MaxTitle = 120;
    public const int MaxDescription = 500;

    private Goal()
    {
    }

    public GoalId Id { get; private set; }

    public string Slug { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Description { get; private set; } = "";

    public GoalKind Kind { get; private set; }

    public int Version { get; private set; }

    public static Result<Goal> Set(string slug, string title, string description, GoalKind kind)
    {
        if (!Slugs.Is(slug))
        {
            return new Problem("Organisation.SlugInvalid", nameof(Slug)) { Arguments = [slug] };
        }

        var goal = new Goal { Id = TypedId.New<GoalId>(), Slug = slug };
        var worded = goal.Word(title, description, kind);
        return worded.Succeeded ? goal : Result<Goal>.Refused(worded.Problems);
    }

    public Result<Done> Word(string title, string description, GoalKind kind)
    {
        (title, description) = (title.Trim(), description.Trim());
        if (title.Length is 0 or > MaxTitle)
        {
            return new Problem("Organisation.NameInvalid", nameof(Title)) { Arguments = [MaxTitle] };
        }

        if (description.Length > MaxDescription)
        {
            return new Problem("Organisation.DescriptionTooLong", nameof(Description)) { Arguments = [MaxDescription] };
        }

        (Title, Description, Kind) = (title, description, kind);
        return Done.Ok;
    }
}

/// <summary>What the municipality aims at in a year, such as implemented proposals per 100 employees.</summary>
internal sealed class IndicatorGoal
{
    public static readonly IReadOnlyList<string> Indicators = ["implemented-per-100-employees", "submitted-per-100-employees"];

    private IndicatorGoal()
    {
    }

    public int Year { get; private set; }

    public string Indicator { get; private set; } = "";

    public decimal Target { get; private set; }

    public static Result<IndicatorGoal> For(int year, string indicator, decimal target)
    {
        if (year is < 2000 or > 2100 || !Indicators.Contains(indicator))
        {
            return new Problem("Organisation.IndicatorUnknown", nameof(Indicator)) { Arguments = [$"{indicator} {year}"] };
        }

        var goal = new IndicatorGoal { Year = year, Indicator = indicator };
        var aimed = goal.Aim(target);
        return aimed.Succeeded ? goal : Result<IndicatorGoal>.Refused(aimed.Problems);
    }

    public Result<Done> Aim(decimal target)
    {
        if (target is <= 0 or > 1000)
        {
            return new Problem("Organisation.TargetInvalid", nameof(Target));
        }

        Target = target;
        return Done.Ok;
    }
}

internal sealed class GoalMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var goal = model.Entity<Goal>().ToTable("organisation_goal");
        goal.HasKey(g => g.Id);
        goal.Property(g => g.Id).ValueGeneratedNever();
        goal.Property(g => g.Slug).HasMaxLength(Slugs.MaxLength);
        goal.Property(g => g.Title).HasMaxLength(Goal.MaxTitle);
        goal.Property(g => g.Description).HasMaxLength(Goal.MaxDescription);
        goal.HasIndex(g => g.Slug).IsUnique();

        var indicator = model.Entity<IndicatorGoal>().ToTable("organisation_indicator_goal");
        indicator.HasKey(g => new { g.Year, g.Indicator });
        indicator.Property(g => g.Indicator).HasMaxLength(40);
    }
}
