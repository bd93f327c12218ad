using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Pages.GoodExamples;

/// <summary>An example in the archive.</summary>
internal sealed record ArchiveItem(string Slug, GoodExampleBody Body, DateTime PublishedUtc, string? Department);

/// <summary>A month that something was told in; <c>Name</c> is such as <c>Mars 2026</c>.</summary>
internal sealed record ArchiveMonth(int Year, int Month, string Name, int Count);

[AllowAnonymous]
internal sealed class GoodExamplesModel(AppDb db, IOrganisation organisation, CurrentUser user, ITexts texts, TimeProvider clock) : PageModel
{
    private const int Size = 12;
    private const int MostForFilters = 5_000;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    /// <summary>1–12, within <see cref="Year"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "manad")]
    public int? Month { get; set; }

    [BindProperty(SupportsGet = true, Name = "forvaltning")]
    public string? Department { get; set; }

    [BindProperty(SupportsGet = true, Name = "sida")]
    public int PageNumber { get; set; } = 1;

    /// <summary>What is searched for; what is found then takes the archive's place.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public bool IsSearching => !string.IsNullOrWhiteSpace(Search);

    public IReadOnlyList<SelectListItem> Years { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<ArchiveItem> Items { get; private set; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ArchiveMonth> Archive { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    public bool IsFiltered => Year is not null || Department is not null;

    public bool MayEdit => user.Can(GoodExamplesModule.EditRight);

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear(); // A year or page that is no number counts as none; the address is then shown nowhere.
        if (IsSearching)
        {
            return;
        }

        var departments = await organisation.DepartmentsAsync(ct);
        var told = db.Told(clock.GetUtcNow().UtcDateTime);
        var facts = await told.OrderByDescending(e => e.PublishedUtc).Take(MostForFilters).Select(e => new { e.PublishedUtc, e.PublishedDepartmentId }).ToListAsync(ct);
        Archive = [.. facts.Select(f => SwedishTime.Day(f.PublishedUtc!.Value)).GroupBy(d => (d.Year, d.Month)).OrderByDescending(g => g.Key)
            .Select(g => new ArchiveMonth(g.Key.Year, g.Key.Month, MonthName(g.First()), g.Count()))];
        int[] years = [.. Archive.Select(m => m.Year).Distinct()];
        var used = facts.Select(f => f.PublishedDepartmentId).ToHashSet();

        var chosen = departments.FirstOrDefault(d => d.Slug == Department);
        (Department, Year) = (chosen?.Slug, Year is { } asked && years.Contains(asked) ? asked : null);
        Month = Archive.Any(m => m.Year == Year && m.Month == Month) ? Month : null;
        Years = [.. years.Select(y => new SelectListItem(Text(y), Text(y), y == Year))];
        Departments = [.. departments.Where(d => used.Contains(d.Id)).Select(d => new SelectListItem(d.Name, d.Slug, d == chosen))];

        if (Year is { } year)
        {
            var from = new DateOnly(year, Month ?? 1, 1);
            var (fromUtc, toUtc) = (SwedishTime.StartOf(from), SwedishTime.StartOf(Month is null ? from.AddYears(1) : from.AddMonths(1)));
            told = told.Where(e => e.PublishedUtc >= fromUtc && e.PublishedUtc < toUtc);
        }

        if (chosen is not null)
        {
            told = told.Where(e => e.PublishedDepartmentId == chosen.Id);
        }

        Total = await told.CountAsync(ct);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        var found = await told.NewestFirst().Skip((PageNumber - 1) * Size).Take(Size).ToListAsync(ct);
        var names = departments.ToDictionary(d => d.Id, d => d.Name);
        Items = [.. found.Select(e => new ArchiveItem(e.Slug, e.Published!, e.PublishedUtc!.Value, e.PublishedDepartmentId is { } id ? names.GetValueOrDefault(id) : null))];
    }

    /// <summary>The name of a month as a heading, such as <c>Mars 2026</c>.</summary>
    public string MonthName(DateOnly day)
    {
        var culture = CultureInfo.GetCultureInfo(texts.Language == "sv" ? "sv-SE" : "en-GB");
        var name = day.ToString("MMMM yyyy", culture);
        return char.ToUpper(name[0], culture) + name[1..];
    }

    /// <summary>The archive's address with another page, month or year; the department stays.</summary>
    public string Address(int? year, int? month, int page = 1)
    {
        var address = new QueryBuilder();
        Add("ar", year is { } y ? Text(y) : null);
        Add("manad", month is { } m ? Text(m) : null);
        Add("forvaltning", Department);
        Add("sida", page > 1 ? Text(page) : null);
        return $"{Request.PathBase}/goda-exempel{address}";

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                address.Add(name, value);
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
