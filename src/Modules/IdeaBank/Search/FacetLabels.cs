using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>What the values of facets are called on screen.</summary>
internal sealed class FacetLabels(ITexts texts, ICampaigns campaigns, IOrganisation organisation)
{
    /// <summary>Words for all values of the results. Goals and campaigns are looked up; departments and units carry the names of their time.</summary>
    public async Task<Func<string, FacetValue, string>> ForAsync(IdeaResults results, CancellationToken ct)
    {
        var campaignTitles = await TitlesAsync(results, "campaign", async () => (await campaigns.AllAsync(ct)).Select(c => (c.Slug, c.Title)));
        var goalTitles = await TitlesAsync(results, "goal", async () => (await organisation.GoalsAsync(ct)).Select(g => (g.Slug, g.Title)));
        return (facet, value) => facet switch
        {
            "status" => Status(value.Value),
            "source" => ProposalSlugs.Source(value.Value) is { } source ? texts[source.TextKey()] : value.Value,
            "campaign" => campaignTitles.GetValueOrDefault(value.Value, value.Value),
            "goal" => goalTitles.GetValueOrDefault(value.Value, value.Value),
            _ => value.Name.Length > 0 ? value.Name : value.Value,
        };
    }

    /// <summary>A status in words.</summary>
    public string Status(string slug) => ProposalSlugs.Status(slug) is { } status ? texts[status.TextKey()] : slug;

    private static async Task<Dictionary<string, string>> TitlesAsync(IdeaResults results, string facet, Func<Task<IEnumerable<(string Slug, string Title)>>> read) =>
        results.Facets[facet].Count == 0 && results.Items.All(i => facet != "campaign" || i.Campaign is null)
            ? []
            : (await read()).DistinctBy(t => t.Slug).ToDictionary(t => t.Slug, t => t.Title);
}
