using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Campaigns;

/// <summary>One campaign of the step <c>Campaigns</c>. Opens and closes are whole Stockholm days, the closing day included.</summary>
internal sealed record CampaignItem(
    string Slug,
    string Title,
    string Lead,
    string Why,
    string LookingFor,
    string Afterwards,
    string Kind,
    string Opens,
    string CallToAction,
    string Accent,
    string? Closes = null,
    string? ResourcePerson = null,
    string? Department = null,
    IReadOnlyList<QuestionItem>? Questions = null);

/// <summary>A question of a campaign. Options are those of a choice, or the words for both ends of a scale.</summary>
internal sealed record QuestionItem(string Key, string Kind, string Label, string? Hint = null, bool Required = false, IReadOnlyList<string>? Options = null);

/// <summary>Publishes campaigns. An existing slug gets the recipe's text and days again.</summary>
internal sealed class CampaignRecipeStep(AppDb db, IOrganisation organisation) : RecipeStep<CampaignItem>
{
    public override string Name => "Campaigns";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<CampaignItem> items, RecipeRun run, CancellationToken ct)
    {
        foreach (var item in items)
        {
            var applied = await ApplyAsync(item, run, ct);
            if (!applied.Succeeded)
            {
                return applied;
            }
        }

        return Done.Ok;
    }

    private async Task<Result<Done>> ApplyAsync(CampaignItem item, RecipeRun run, CancellationToken ct)
    {
        var department = item.Department is null ? null : (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Slug == item.Department);
        var person = item.ResourcePerson is null ? null : await organisation.PersonAsync(item.ResourcePerson, ct);
        if (department is null != item.Department is null || person is null != item.ResourcePerson is null || item.Kind is not ("internal" or "external"))
        {
            return RecipeRun.Broken($"Campaigns {item.Slug}: department, resourcePerson or kind");
        }

        var questions = (item.Questions ?? []).Select(Question).ToList();
        if (questions.Contains(null))
        {
            return RecipeRun.Broken($"Campaigns {item.Slug}: kind of a question");
        }

        var body = new CampaignBody(
            item.Title, item.Lead, item.Why, item.LookingFor, item.Afterwards, item.CallToAction, item.Accent, item.Kind == "external", department?.Id, person?.Id)
        {
            First = SwedishTime.Day(run.Moment(item.Opens)),
            Last = item.Closes is null ? null : SwedishTime.Day(run.Moment(item.Closes)),
            Questions = [.. questions.OfType<CampaignQuestion>()],
        };
        var campaign = await db.Set<Campaign>().FirstOrDefaultAsync(c => c.Slug == item.Slug, ct);
        if (campaign is null)
        {
            var created = Campaign.Create(item.Slug, body, by: null, run.NowUtc);
            if (!created.Succeeded)
            {
                return Broken(item, created.Problems);
            }

            // Told of from its first day, or from the first start when that lies ahead, so that it is announced as coming.
            var fromUtc = created.Value.OpensUtc < run.FirstStartUtc ? created.Value.OpensUtc : run.FirstStartUtc;
            db.Add(created.Value);
            return Told(item, created.Value.Announce(by: null, run.NowUtc, fromUtc));
        }

        // A recipe has no pictures, so one that an editor has chosen stays.
        body = body with { Picture = campaign.Working.Picture };
        if (campaign.Draft is null && body.SameAs(campaign.Published))
        {
            return Done.Ok;
        }

        var edited = campaign.Edit(body, by: null, run.NowUtc);
        return Told(item, edited.Succeeded ? campaign.Announce(by: null, run.NowUtc) : edited);
    }

    private static Result<Done> Told(CampaignItem item, Result<Done> result) => result.Succeeded ? result : Broken(item, result.Problems);

    private static CampaignQuestion? Question(QuestionItem item)
    {
        CampaignQuestionKind? kind = item.Kind switch
        {
            "text" => CampaignQuestionKind.Text,
            "choice" => CampaignQuestionKind.Choice,
            "scale" => CampaignQuestionKind.Scale,
            _ => null,
        };
        return kind is null ? null : new(item.Key, kind.Value, item.Label, item.Hint, item.Required, item.Options ?? []);
    }

    private static Problem Broken(CampaignItem item, IReadOnlyList<Problem> problems) =>
        RecipeRun.Broken($"Campaigns {item.Slug}: {string.Join(", ", problems.Select(p => $"{p.Text} {p.Field}"))}");
}
