using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A query as it stands in an address, after the question mark, and back.</summary>
internal static class IdeaAddress
{
    /// <summary>Everything but what only one moment needs: page, size and cursor. Empty for the whole bank.</summary>
    public static string Of(IdeaQuery query) => Parameters(query).ToString().TrimStart('?');

    /// <summary>The query of an address that <see cref="Of"/> made; what is wrong in one that it did not make is left out.</summary>
    public static IdeaQuery Read(string address) => IdeaQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(address))).Query;

    /// <summary>The same, to add to.</summary>
    public static QueryBuilder Parameters(IdeaQuery query)
    {
        var address = new QueryBuilder();
        Add("q", query.Text);
        foreach (var facet in IdeaQuery.FacetNames)
        {
            foreach (var choice in query.ChosenOf(facet))
            {
                Add(facet, choice);
            }
        }

        Add("from", query.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", query.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("sort", query.Sort == IdeaSort.Relevance ? null : query.Sort.ToString().ToLowerInvariant());
        return address;

        void Add(string name, string? given)
        {
            if (!string.IsNullOrEmpty(given))
            {
                address.Add(name, given);
            }
        }
    }
}
