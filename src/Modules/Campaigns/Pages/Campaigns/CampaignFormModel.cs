using System.Globalization;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

/// <summary>What a new campaign, an edited one and a preview have in common: the form.</summary>
internal abstract class CampaignFormModel(IOrganisation organisation, IPeopleSearch people, ITexts texts) : PageModel
{
    private const int MostNamesakes = 6;

    [BindProperty]
    public CampaignInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    /// <summary>The question that was just added or moved, so that the keyboard goes on from there; null for none.</summary>
    public int? Touched { get; private set; }

    /// <summary>Null when the campaign is not stored yet, and so has no place for a picture.</summary>
    public virtual string? StoredSlug => null;

    /// <summary>Where the form is posted.</summary>
    public string FormPath => StoredSlug is null ? "~/admin/kampanjer/ny" : $"~/admin/kampanjer/{StoredSlug}";

    protected IOrganisation Organisation => organisation;

    protected ITexts Texts => texts;

    /// <summary>Adds, removes or moves a question, with all that stands in the form as it is. Nothing is saved. An unknown change changes nothing.</summary>
    protected void ChangeRows(string? change)
    {
        var rows = Input.Questions;
        var (what, at) = change?.Split(':') is [var word, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < rows.Count
            ? (word, index)
            : (change, -1);
        if (Enum.TryParse<CampaignQuestionKind>(what, out var kind) && Enum.IsDefined(kind) && rows.Count < CampaignQuestion.Max)
        {
            rows.Add(new() { Kind = kind });
            Touched = rows.Count - 1;
        }
        else if (what == "remove" && at >= 0)
        {
            rows.RemoveAt(at);
        }
        else if ((what == "up" && at > 0) || (what == "down" && at >= 0 && at < rows.Count - 1))
        {
            Touched = what == "up" ? at - 1 : at + 1;
            (rows[at], rows[Touched.Value]) = (rows[Touched.Value], rows[at]);
        }

        ModelState.Clear(); // Else each row would be drawn with what was typed in the row that stood there before.
    }

    /// <summary>The page again, with what was typed.</summary>
    protected async Task<PageResult> FormAsync(CancellationToken ct)
    {
        // A closed department is offered to nobody but who has it already.
        var offered = (await organisation.DepartmentsAsync(ct)).Where(d => !d.IsClosed || d.Slug == Input.Department);
        Departments = [new(texts["Campaign.WholeMunicipality"], ""), .. offered.Select(d => new SelectListItem(d.Name, d.Slug))];
        return Page();
    }

    /// <summary>What stands in the form, with what could not be read of it. Its own mistakes come when it is saved.</summary>
    protected async Task<(CampaignBody Body, IReadOnlyList<Problem> Problems)> BodyAsync(CampaignPicture? picture, CancellationToken ct)
    {
        var problems = new List<Problem>();
        var person = await PersonAsync(problems, ct);
        var department = (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Slug == Input.Department);
        var (first, last) = (Day(nameof(Input.First), Input.First, problems), Day(nameof(Input.Last), Input.Last, problems));
        if (string.IsNullOrWhiteSpace(Input.First))
        {
            problems.Add(new("Campaign.FirstMissing", nameof(Input.First)));
        }

        var body = new CampaignBody(
            CampaignInput.Line(Input.Title), CampaignInput.Line(Input.Lead), CampaignInput.Section(Input.Why), CampaignInput.Section(Input.LookingFor),
            CampaignInput.Section(Input.Afterwards), CampaignInput.Line(Input.CallToAction), CampaignInput.Line(Input.Accent).ToLowerInvariant(), Input.IsExternal,
            department?.Id, person?.Id)
        {
            First = first,
            Last = last,
            Questions = QuestionInput.Read(Input.Questions),
            Picture = picture,
        };
        return (body, problems);
    }

    protected async Task FillAsync(CampaignBody body, DateOnly first, int version, CancellationToken ct) => Input = new()
    {
        Title = body.Title,
        Lead = body.Lead,
        Why = body.Why,
        LookingFor = body.LookingFor,
        Afterwards = body.Afterwards,
        CallToAction = body.CallToAction,
        First = CampaignInput.Day(body.First ?? first),
        Last = CampaignInput.Day(body.Last),
        Accent = body.Accent,
        IsExternal = body.IsExternal,
        Department = body.DepartmentId is { } id ? (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == id)?.Slug : null,
        ResourcePerson = body.ResourcePerson is { } person ? (await organisation.PersonAsync(person, ct))?.UserName : null,
        Questions = [.. body.Questions.Select(QuestionInput.Of)],
        Version = version,
    };

    private async Task<PersonInfo?> PersonAsync(List<Problem> problems, CancellationToken ct)
    {
        if (CampaignInput.Line(Input.ResourcePerson) is not { Length: > 0 } text)
        {
            return null;
        }

        if (await organisation.PersonAsync(text, ct) is { Active: true } named)
        {
            return named;
        }

        var found = await people.FindAsync(text, MostNamesakes, ct);
        if (found.Where(p => string.Equals(p.Name, text, StringComparison.OrdinalIgnoreCase)).ToList() is [var alone])
        {
            return alone;
        }

        if (found is [var only])
        {
            return only;
        }

        problems.Add(found.Count == 0
            ? new("Campaign.PersonUnknown", nameof(Input.ResourcePerson))
            : new Problem("Campaign.PersonAmbiguous", nameof(Input.ResourcePerson)) { Arguments = [string.Join(", ", found.Select(p => $"{p.Name} ({p.UserName})"))] });
        return null;
    }

    private static DateOnly? Day(string field, string? text, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        problems.Add(new("Campaign.DayInvalid", field));
        return null;
    }
}
