using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples;

/// <summary>One example of the step <c>GoodExamples</c>; <c>month</c> is the date that it was published.</summary>
internal sealed record GoodExampleItem(
    string Slug,
    string Title,
    string Lead,
    string Spread,
    string Area,
    string Solution,
    string Benefit,
    string Development,
    string Contributor,
    string Month,
    bool Awarded = false,
    string? Contact = null,
    string? ReadMore = null,
    string? Department = null);

/// <summary>Publishes good examples with their own dates. No event is raised: they are not news.</summary>
internal sealed class GoodExampleRecipeStep(AppDb db, IOrganisation organisation) : RecipeStep<GoodExampleItem>
{
    public override string Name => "GoodExamples";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<GoodExampleItem> items, RecipeRun run, CancellationToken ct)
    {
        var departments = await organisation.DepartmentsAsync(ct);
        foreach (var item in items)
        {
            var department = item.Department is null ? null : departments.FirstOrDefault(d => d.Slug == item.Department);
            var contact = item.Contact is null ? null : await organisation.PersonAsync(item.Contact, ct);
            if (department is null != item.Department is null || contact is null != item.Contact is null || !Slugs.Is(item.Slug))
            {
                return RecipeRun.Broken($"GoodExamples {item.Slug}: slug, department or contact");
            }

            var body = new GoodExampleBody(
                item.Title, item.Lead, item.Area, item.Solution, item.Benefit, item.Development, item.Spread, item.Contributor, contact?.Id, item.ReadMore, department?.Id, item.Awarded);
            var applied = await PublishAsync(item, body, run, ct);
            if (!applied.Succeeded)
            {
                return RecipeRun.Broken($"GoodExamples {item.Slug}: {string.Join(", ", applied.Problems.Select(p => $"{p.Text} {p.Field}"))}");
            }
        }

        return Done.Ok;
    }

    private async Task<Result<bool>> PublishAsync(GoodExampleItem item, GoodExampleBody body, RecipeRun run, CancellationToken ct)
    {
        var example = await db.Set<GoodExample>().FirstOrDefaultAsync(e => e.Slug == item.Slug, ct);
        if (example is { Draft: null } && example.Published == body)
        {
            return false;
        }

        if (example is null)
        {
            var created = GoodExample.Create(item.Slug, body, proposal: null, by: null, run.NowUtc);
            if (!created.Succeeded)
            {
                return Result<bool>.Refused(created.Problems);
            }

            db.Add(example = created.Value);
        }
        else
        {
            var edited = example.Edit(body, by: null, run.NowUtc);
            if (!edited.Succeeded)
            {
                return Result<bool>.Refused(edited.Problems);
            }
        }

        return example.Tell(by: null, run.NowUtc, run.Moment(item.Month));
    }
}
