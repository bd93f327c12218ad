using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Organisation.Pages.Organisation;

[Authorize(Policy = OrganisationRights.Administer)]
internal sealed class NewPersonModel(AppDb db, IOrganisation organisation, IOrganisationChanges changes, ITexts texts) : PersonFormModel(db, organisation, texts)
{
    public Task OnGetAsync(CancellationToken ct) => FillPlacesAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var added = await Db.TransactAsync(AddAsync, ct);
        if (added.Succeeded)
        {
            return LocalRedirect($"~/admin/personer/{Uri.EscapeDataString(Person.Normal(Input.UserName!))}?klart={PersonTold.Added}");
        }

        ModelState.Add(added, Texts, nameof(Input));
        await FillPlacesAsync(ct);
        return Page();
    }

    private async Task<Result<PersonId>> AddAsync(CancellationToken ct)
    {
        var read = await ReadAsync(ct);
        if (!read.Succeeded)
        {
            return Result<PersonId>.Refused(read.Problems);
        }

        var ((name, email, title, department, unit), manager) = read.Value;
        var added = await changes.AddPersonAsync(new(Input.UserName ?? "", name, email, title, department, unit, []), ct);
        if (added.Succeeded && manager is not null)
        {
            (await Db.Set<Person>().FindAsync([added.Value], ct))!.AnswerTo(manager);
        }

        return added;
    }
}
