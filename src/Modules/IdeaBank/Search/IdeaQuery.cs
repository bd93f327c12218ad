using System.Collections.Immutable;
using System.Globalization;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
using Microsoft.AspNetCore.Http;

namespace IntranetInnovation.IdeaBank.Search;

internal enum IdeaSort
{
    Relevance,
    Newest,
    Support,
}

/// <summary>A time in which proposals became new, its end included, UTC.</summary>
internal sealed record NewBetween(DateTime AfterUtc, DateTime UntilUtc);

/// <summary>What is asked of the bank; the same on the page and in the API, read from the same parameters.</summary>
internal sealed record IdeaQuery
{
    public const int MaxText = 500;
    public const int MaxSize = 50;
    public const int DefaultSize = 20;

    /// <summary>Chosen values of one facet at most.</summary>
    public const int MaxValues = 50;

    /// <summary>Pages that the page's own links reach; beyond it one narrows the search instead.</summary>
    public const int MaxPage = 200;

    /// <summary>What can be filtered by, in the order shown. Each is a column of the entry and a parameter of the address.</summary>
    public static ImmutableArray<string> FacetNames { get; } = ["department", "unit", "campaign", "status", "goal", "year", "source"];

    public string Text { get; init; } = "";

    /// <summary>The text, read.</summary>
    public QueryText Said => QueryText.Read(Text);

    /// <summary>Chosen values of each facet that has any.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Chosen { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>First and last Stockholm day of submission, both included.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public IdeaSort Sort { get; init; }

    public int Size { get; init; } = DefaultSize;

    /// <summary>Hits already passed, for the page; the API goes by <see cref="After"/>.</summary>
    public int Skip { get; init; }

    public Cursor? After { get; init; }

    /// <summary>Only what became new within this time, and only what has every word: for those who want to be told. Null for a search that somebody looks at.</summary>
    public NewBetween? New { get; init; }

    /// <summary>Nothing is ranked when nothing is asked: then the newest come first.</summary>
    public IdeaSort EffectiveSort => Sort == IdeaSort.Relevance && Said.Plain.Length == 0 ? IdeaSort.Newest : Sort;

    public bool HasFilters => Chosen.Count > 0 || From is not null || To is not null;

    public IReadOnlyList<string> ChosenOf(string facet) => Chosen.TryGetValue(facet, out var values) ? values : [];

    /// <summary>Nothing but what somebody wrote in a box.</summary>
    public static IdeaQuery Of(string text) => new() { Text = Tidy(text) };

    /// <summary>The query with one filter less: a value of a facet, a whole facet, or <c>from</c> or <c>to</c>.</summary>
    public IdeaQuery Without(string filter, string? value = null) => filter switch
    {
        "from" => this with { From = null },
        "to" => this with { To = null },
        _ => this with
        {
            Chosen = Chosen.Select(c => c.Key == filter ? new(c.Key, [.. c.Value.Where(v => value is not null && v != value)]) : c).Where(c => c.Value.Count > 0).ToDictionary(),
        },
    };

    /// <summary>Reads the address. What is wrong is told and left out of the query, so that a page can still show something.</summary>
    public static (IdeaQuery Query, IReadOnlyList<Problem> Problems) Read(IQueryCollection address)
    {
        var problems = new List<Problem>();
        var query = new IdeaQuery
        {
            Text = Tidy(address["q"].ToString()),
            Chosen = ReadFacets(address, problems),
            From = ReadDay(address, "from", problems),
            To = ReadDay(address, "to", problems),
            Sort = ReadSort(address["sort"].ToString(), problems),
            Size = ReadNumber(address, "size", DefaultSize, MaxSize, problems),
            Skip = 0,
            After = ReadCursor(address["cursor"].ToString(), problems),
        };
        if (query.After is { } after && after.Sort != query.EffectiveSort)
        {
            problems.Add(new("IdeaBank.BadCursor", "cursor"));
            query = query with { After = null };
        }

        var page = ReadNumber(address, "page", 1, MaxPage, problems);
        return (query with { Skip = (page - 1) * query.Size }, problems);
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadFacets(IQueryCollection address, List<Problem> problems)
    {
        var chosen = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var facet in FacetNames)
        {
            var values = address[facet].OfType<string>().Where(v => v.Length > 0).Distinct().Take(MaxValues + 1).ToList();
            if (values.Count > MaxValues || values.Any(v => !Kernel.Content.Slugs.Is(v)))
            {
                problems.Add(new("IdeaBank.BadFacet", facet) { Arguments = [facet] });
            }
            else if (values.Count > 0)
            {
                chosen[facet] = values;
            }
        }

        return chosen;
    }

    private static DateOnly? ReadDay(IQueryCollection address, string name, List<Problem> problems)
    {
        var text = address[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        // Years that every calendar and database can reckon with, a day to each side included.
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9999)
        {
            return day;
        }

        problems.Add(new("IdeaBank.BadDay", name));
        return null;
    }

    private static IdeaSort ReadSort(string text, List<Problem> problems)
    {
        switch (text)
        {
            case "" or "relevance":
                return IdeaSort.Relevance;
            case "newest":
                return IdeaSort.Newest;
            case "support":
                return IdeaSort.Support;
            default:
                problems.Add(new("IdeaBank.BadSort", "sort"));
                return IdeaSort.Relevance;
        }
    }

    private static int ReadNumber(IQueryCollection address, string name, int otherwise, int max, List<Problem> problems)
    {
        var text = address[name].ToString();
        if (text.Length == 0)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        problems.Add(new("IdeaBank.BadNumber", name) { Arguments = [name, max] });
        return otherwise;
    }

    private static Cursor? ReadCursor(string text, List<Problem> problems)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var cursor = Cursor.Parse(text);
        if (cursor is null)
        {
            problems.Add(new("IdeaBank.BadCursor", "cursor"));
        }

        return cursor;
    }

    private static string Tidy(string text) => Cut(Analyzer.Clean(Cut(text)).Trim());

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText];

    /// <summary>First moment asked for, UTC.</summary>
    public DateTime? FromUtc => From is { } day ? SwedishTime.StartOf(day) : null;

    /// <summary>First moment no longer asked for, UTC.</summary>
    public DateTime? ToUtc => To is { } day ? SwedishTime.StartOf(day.AddDays(1)) : null;
}
