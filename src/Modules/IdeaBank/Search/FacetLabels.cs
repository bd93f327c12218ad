using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.IdeaBank.Language;
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

    /// <summary>
    /// The query with what was typed as filters, such as <c>status:implemented</c>, chosen as if ticked, and taken out of the text. A value is known by its slug or by what it is called, or
    /// by how that begins; one that is not known stays in the text as words.
    /// </summary>
    public async Task<IdeaQuery> ChooseTypedAsync(IdeaQuery query, CancellationToken ct)
    {
        var said = query.Said;
        var chosen = new Dictionary<string, IReadOnlyList<string>>(query.Chosen);
        var left = new List<TypedFilter>();
        foreach (var filter in said.Filters)
        {
            var values = Meant(await NamesAsync(filter.Facet, ct), filter.Said);
            if (values.Count == 0 && filter.Facet == "year" && filter.Said.Length == 4 && filter.Said.All(char.IsAsciiDigit))
            {
                values = [filter.Said];
            }

            if (values.Count == 0)
            {
                left.Add(filter);
            }
            else
            {
                chosen[filter.Facet] = [.. query.ChosenOf(filter.Facet).Concat(chosen.GetValueOrDefault(filter.Facet, [])).Concat(values).Distinct().Take(IdeaQuery.MaxValues)];
            }
        }

        return left.Count == said.Filters.Count ? query : query with { Text = said.Written((said with { Filters = left }).Plain), Chosen = chosen };
    }

    /// <summary>A status in words.</summary>
    public string Status(string slug) => ProposalSlugs.Status(slug) is { } status ? texts[status.TextKey()] : slug;

    // By the whole name when one is called so, else by its beginning.
    private static List<string> Meant(IEnumerable<(string Slug, string Name)> names, string said)
    {
        var sought = Folded(said);
        var all = names.Select(n => (n.Slug, Name: Folded(n.Name))).ToList();
        var whole = all.Where(n => n.Name == sought || n.Slug == sought).ToList();
        return [.. (whole.Count > 0 ? whole : all.Where(n => n.Name.StartsWith(sought, StringComparison.Ordinal) || n.Slug.StartsWith(sought, StringComparison.Ordinal))).Select(n => n.Slug).Distinct()];
    }

    private static string Folded(string text) => Analyzer.Fold(text.ToLowerInvariant());

    private async Task<IEnumerable<(string Slug, string Name)>> NamesAsync(string facet, CancellationToken ct) => facet switch
    {
        "department" => (await organisation.DepartmentsAsync(ct)).Select(d => (d.Slug, d.Name)),
        "unit" => (await organisation.DepartmentsAsync(ct)).SelectMany(d => d.Units).Select(u => (u.Slug, u.Name)),
        "campaign" => (await campaigns.AllAsync(ct)).Select(c => (c.Slug, c.Title)),
        "goal" => (await organisation.GoalsAsync(ct)).Select(g => (g.Slug, g.Title)),
        "status" => Enum.GetValues<ProposalStatus>().Select(s => (s.Slug(), texts[s.TextKey()])),
        "source" => Enum.GetValues<ProposalSource>().Select(s => (s.Slug(), texts[s.TextKey()])),
        _ => [],
    };

    private static async Task<Dictionary<string, string>> TitlesAsync(IdeaResults results, string facet, Func<Task<IEnumerable<(string Slug, string Title)>>> read) =>
        results.Facets[facet].Count == 0 && results.Items.Concat(results.Near).All(i => facet != "campaign" || i.Campaign is null)
            ? []
            : (await read()).DistinctBy(t => t.Slug).ToDictionary(t => t.Slug, t => t.Title);
}
