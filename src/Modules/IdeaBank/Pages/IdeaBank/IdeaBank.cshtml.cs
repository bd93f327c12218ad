using System.Globalization;
using IntranetInnovation.IdeaBank.Misses;
using IntranetInnovation.IdeaBank.SavedSearches;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.IdeaBank.Pages.IdeaBank;

/// <summary>A choice of a facet as a box to tick.</summary>
internal sealed record FacetBox(string Value, string Label, long Count, bool IsChosen);

/// <summary>A filter in force, with the address that takes it away.</summary>
internal sealed record Chip(string Text, string Address);

[Authorize(Policy = IdeaBankModule.Read)]
internal sealed class IdeaBankModel(IdeaSearch search, Elsewhere elsewhere, MissBuffer misses, FacetLabels labels, ITexts texts) : PageModel
{
    /// <summary>Values of a facet that stand there at once; the rest unfold.</summary>
    public const int Unfolded = 6;

    private const int ShownValues = 30;
    private const int MostElsewhere = 5;

    private const int LongestTitle = 120;

    private string? openCampaign;

    private Func<string, FacetValue, string> label = (_, value) => value.Value;

    public IdeaQuery Query { get; private set; } = new();

    public IdeaResults Results { get; private set; } = null!;

    /// <summary>Good examples and campaigns with the same words; on the first page only.</summary>
    public Finds Finds { get; private set; } = Finds.None;

    /// <summary>What was wrong with the address, in words.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    public string TotalText => Results.Total switch
    {
        0 => texts["IdeaBank.NoHits"],
        1 => texts["IdeaBank.OneHit"],
        _ => texts["IdeaBank.Hits", Results.Total],
    };

    public int PageNumber => (Query.Skip / Query.Size) + 1;

    public bool HasNext => Results.Next is not null && PageNumber < IdeaQuery.MaxPage;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (query, problems) = IdeaQuery.Read(Request.Query);
        Query = await labels.ChooseTypedAsync(query with { After = null }, ct);
        Problems = [.. problems.Select(p => texts[p.Text, p.Arguments])];
        Results = await search.FindAsync(Query, ct);
        label = await labels.ForAsync(Results, ct);
        if (Results is { Total: 0, Words.Count: > 0 } && PageNumber == 1 && !Query.HasFilters && Query.Said is { Without.Count: 0 } said && MissedSearch.Keepable(said) is { } missed)
        {
            misses.Add(missed);
        }

        openCampaign = Query.ChosenOf("campaign") is [var campaign] && await elsewhere.IsOpenAsync(campaign, ct) ? campaign : null;
        Finds = PageNumber == 1 ? await elsewhere.FindAsync(Results.Words, MostElsewhere, ct) : Finds.None;
    }

    public IReadOnlyList<FacetBox> Boxes(string facet) => [.. Results.Facets[facet]
        .Select(v => new FacetBox(v.Value, label(facet, v), v.Count, Query.ChosenOf(facet).Contains(v.Value)))
        .Where((b, i) => i < ShownValues || b.IsChosen)];

    public string FacetName(string facet) => facet switch
    {
        "department" => texts["IdeaBank.Facet.Department"],
        "unit" => texts["IdeaBank.Facet.Unit"],
        "campaign" => texts["IdeaBank.Facet.Campaign"],
        "status" => texts["IdeaBank.Facet.Status"],
        "goal" => texts["IdeaBank.Facet.Goal"],
        "year" => texts["IdeaBank.Facet.Year"],
        _ => texts["IdeaBank.Facet.Source"],
    };

    public string Status(string slug) => labels.Status(slug);

    public string CampaignTitle(string slug) => label("campaign", new(slug, "", 0));

    public IEnumerable<Chip> Chips()
    {
        foreach (var box in Query.Chosen.SelectMany(c => Boxes(c.Key).Where(b => b.IsChosen).Select(b => (c.Key, Box: b))))
        {
            yield return new(box.Box.Label, Address(without: box.Key, value: box.Box.Value));
        }

        if (Query.From is { } from)
        {
            yield return new(texts["IdeaBank.FromDay", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)], Address(without: "from"));
        }

        if (Query.To is { } to)
        {
            yield return new(texts["IdeaBank.ToDay", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)], Address(without: "to"));
        }
    }

    /// <summary>This search's address with another page, another text, or without one of its filters; the first page unless told otherwise.</summary>
    public string Address(int page = 1, string? text = null, string? without = null, string? value = null)
    {
        var query = without is null ? Query : Query.Without(without, value);
        var address = IdeaAddress.Parameters(query with { Text = text ?? query.Text });
        if (page > 1)
        {
            address.Add("page", page.ToString(CultureInfo.InvariantCulture));
        }

        return $"{Request.PathBase}/idebank{address}";
    }

    /// <summary>What the search would be called when it is saved: its words and filters.</summary>
    public string SuggestedName
    {
        get
        {
            var name = string.Join(", ", Chips().Select(c => c.Text).Prepend(Query.Text).Where(t => t.Length > 0));
            return name.Length == 0 ? texts["IdeaBank.SavedAll"] : name.Length <= SavedSearch.NameMax ? name : name[..SavedSearch.NameMax];
        }
    }

    /// <summary>The one campaign that is searched in, as its title; null when it is none or several.</summary>
    public string? OnlyCampaign => Query.ChosenOf("campaign") is [var slug] ? CampaignTitle(slug) : null;

    public string UnfilteredAddress => $"{Request.PathBase}/idebank{(Query.Text.Length == 0 ? "" : new QueryBuilder { { "q", Query.Text } }.ToString())}";

    /// <summary>The form, with the words as a title to begin from; the campaign's own form when one campaign is searched in.</summary>
    public string ProposeAddress
    {
        get
        {
            var words = string.Concat(Query.Said.Plain.Where(c => c is not ('"' or '\u201d' or '\u201c'))).Trim();
            var title = words.Length == 0 ? "" : new QueryBuilder { { "titel", words.Length <= LongestTitle ? words : words[..LongestTitle] } }.ToString();
            return $"{Request.PathBase}{(openCampaign is null ? "" : $"/kampanjer/{openCampaign}")}/forslag/nytt{title}";
        }
    }
}
