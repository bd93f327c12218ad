using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>Finds a colleague by name, and hands the open task over. One form, two buttons: searching keeps what was written.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class HandOverModel(Acting acting, HandingOver handing, IOrganisation organisation, ITexts texts) : ProposalPage(texts)
{
    private Concern? concern;

    [BindProperty]
    public HandOverForm Input { get; set; } = new();

    /// <summary>Those that the search found, with where they work; null before the first search.</summary>
    public IReadOnlyList<(PersonInfo Person, string Workplace)>? Found { get; private set; }

    public WorkflowTaskInfo? OpenTask { get; private set; }

    public Task<IActionResult> OnGetAsync(int number, CancellationToken ct) => ShowAsync(number, ct);

    public Task<IActionResult> OnPostSearchAsync(int number, CancellationToken ct) => ShowAsync(number, ct);

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct) =>
        await AfterAsync(number, await handing.HandOverAsync(number, Input.To, Input.Why, ct), ct);

    protected override async Task<Result<Proposal>> GuardAsync(int number, CancellationToken ct)
    {
        var found = await acting.FindAsync(number, Act.HandOver, ct);
        if (!found.Succeeded)
        {
            return Result<Proposal>.Refused(found.Problems);
        }

        concern = found.Value;
        OpenTask = handing.TaskOf(concern);
        return concern.Proposal;
    }

    protected override async Task FillAsync(CancellationToken ct)
    {
        if (Input.Search is { Length: > 0 } text)
        {
            var departments = await organisation.DepartmentsAsync(ct);
            Found = [.. (await handing.SearchAsync(concern!, text, ct)).Select(p => (p, departments.Workplace(p)))];
        }
    }
}

internal sealed class HandOverForm
{
    public string? Search { get; set; }

    /// <summary>User name of the chosen one.</summary>
    public string? To { get; set; }

    public string? Why { get; set; }
}
