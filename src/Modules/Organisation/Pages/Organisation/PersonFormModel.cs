using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.Organisation.Pages.Organisation;

/// <summary>What the pages for a new and for a known person share. The form has no field for user name's account, roles, or whether somebody has left: those have their own acts.</summary>
internal abstract class PersonFormModel(AppDb db, IOrganisation organisation, ITexts texts) : PageModel
{
    [BindProperty]
    public PersonForm Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> PlaceItems { get; private set; } = [];

    protected AppDb Db => db;

    protected IOrganisation Organisation => organisation;

    protected ITexts Texts => texts;

    protected async Task FillPlacesAsync(CancellationToken ct) => PlaceItems = Places.Items(await organisation.DepartmentsAsync(ct), Input.Place, texts);

    /// <summary>The form as details, and the manager.</summary>
    protected async Task<Result<(PersonDetails Details, PersonId? Manager)>> ReadAsync(CancellationToken ct)
    {
        if (Places.Find(await organisation.DepartmentsAsync(ct), Input.Place) is not { } place)
        {
            return new Problem("Organisation.PlaceUnknown", nameof(Input.Place));
        }

        PersonId? manager = null;
        if (!string.IsNullOrWhiteSpace(Input.Manager))
        {
            var found = await db.PersonAsync(Input.Manager, nameof(Input.Manager), ct);
            if (!found.Succeeded)
            {
                return Result<(PersonDetails, PersonId?)>.Refused(found.Problems);
            }

            manager = found.Value.Id;
        }

        return (new PersonDetails(Input.Name ?? "", Input.Email, Input.Title, place.Department, place.Unit), manager);
    }
}

internal sealed class PersonForm
{
    /// <summary>For a new person only.</summary>
    public string? UserName { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Title { get; set; }

    public string? Place { get; set; }

    /// <summary>User name, or the whole name when only one is called so.</summary>
    public string? Manager { get; set; }

    /// <summary>The person as it was when the form was shown.</summary>
    public int Version { get; set; }
}
