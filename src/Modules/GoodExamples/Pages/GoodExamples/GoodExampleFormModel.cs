using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.GoodExamples.Pages.GoodExamples;

/// <summary>The fields as typed. What is empty is null, as the framework reads it.</summary>
internal sealed class GoodExampleInput
{
    public string? Title { get; set; }

    public string? Lead { get; set; }

    public string? Area { get; set; }

    public string? Solution { get; set; }

    public string? Benefit { get; set; }

    public string? Development { get; set; }

    public string? Spread { get; set; }

    public string? Contributor { get; set; }

    /// <summary>Name of the person behind it.</summary>
    public string? Author { get; set; }

    /// <summary>True when that person has agreed to be named in public.</summary>
    public bool AuthorConsents { get; set; }

    /// <summary>A name, a user name, or both as the form writes them: <c>Anna Ek (anna.ek)</c>.</summary>
    public string? Contact { get; set; }

    public string? ReadMore { get; set; }

    /// <summary>Slug.</summary>
    public string? Department { get; set; }

    public bool Awarded { get; set; }

    /// <summary>Of the text that the person began from.</summary>
    public int Version { get; set; }
}

/// <summary>What writing a new one and editing one have in common: the form.</summary>
internal abstract class GoodExampleFormModel(IOrganisation organisation, IPeopleSearch search, ITexts texts) : PageModel
{
    private const int MostNamesakes = 5;

    [BindProperty]
    public GoodExampleInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    protected IOrganisation Organisation => organisation;

    protected ITexts Texts => texts;

    /// <summary>The page again, with what was typed.</summary>
    protected async Task<PageResult> FormAsync(CancellationToken ct)
    {
        Departments =
        [
            new(texts["GoodExample.NoDepartment"], ""),
            .. (await organisation.DepartmentsAsync(ct)).Select(d => new SelectListItem(d.Name, d.Slug, d.Slug == Input.Department)),
        ];
        return Page();
    }

    protected async Task<Result<GoodExampleBody>> BodyAsync(CancellationToken ct)
    {
        var (contact, problem) = await ContactAsync(Line(Input.Contact), ct);
        if (problem is not null)
        {
            return problem;
        }

        var department = (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Slug == Input.Department);
        var author = Line(Input.Author) is { Length: > 0 } name ? name : null;
        return new GoodExampleBody(
            Line(Input.Title), Line(Input.Lead), Line(Input.Area), Section(Input.Solution), Section(Input.Benefit), Section(Input.Development), Section(Input.Spread),
            Line(Input.Contributor), contact?.Id, Line(Input.ReadMore) is { Length: > 0 } address ? address : null, department?.Id, Input.Awarded,
            author, author is not null && Input.AuthorConsents);
    }

    protected async Task FillAsync(GoodExampleBody body, int version, CancellationToken ct)
    {
        Input = new()
        {
            Title = body.Title,
            Lead = body.Lead,
            Area = body.Area,
            Solution = body.Solution,
            Benefit = body.Benefit,
            Development = body.Development,
            Spread = body.Spread,
            Contributor = body.Contributor,
            Author = body.Author,
            AuthorConsents = body.AuthorConsents,
            Contact = body.Contact is { } contact && await organisation.PersonAsync(contact, ct) is { } person ? Named(person) : null,
            ReadMore = body.ReadMore,
            Department = body.DepartmentId is { } id ? (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == id)?.Slug : null,
            Awarded = body.Awarded,
            Version = version,
        };
    }

    // Namesakes are told apart by their workplace; the refusal says what to write.
    private async Task<(PersonInfo? Person, Problem? Problem)> ContactAsync(string written, CancellationToken ct)
    {
        if (written.Length == 0)
        {
            return (null, null);
        }

        var bracket = written[^1] == ')' ? written.LastIndexOf('(') : -1;
        var userName = bracket >= 0 ? written[(bracket + 1)..^1] : written;
        if (await organisation.PersonAsync(userName, ct) is { Active: true } known)
        {
            return (known, null);
        }

        var found = await search.FindAsync(written, MostNamesakes, ct);
        var exact = found.Where(p => string.Equals(p.Name, written, StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count == 1 || found.Count == 1)
        {
            return (exact.Count == 1 ? exact[0] : found[0], null);
        }

        var departments = await organisation.DepartmentsAsync(ct);
        return (null, found.Count == 0
            ? new Problem("GoodExample.ContactUnknown", nameof(Input.Contact))
            : new Problem("GoodExample.ContactAmbiguous", nameof(Input.Contact)) { Arguments = [string.Join("; ", found.Select(p => $"{Named(p)}, {departments.Workplace(p)}"))] });
    }

    private static string Named(PersonInfo person) => $"{person.Name} ({person.UserName})";

    private static string Line(string? text) => Section(text).ReplaceLineEndings(" ");

    // Browsers send CR LF; one form only, so that an unchanged text counts as unchanged.
    private static string Section(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
