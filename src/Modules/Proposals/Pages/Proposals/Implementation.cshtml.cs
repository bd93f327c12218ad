using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>Done: what it led to.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class ImplementationModel(Handling handling, ITexts texts) : HandlingPage(handling, texts, "implementation")
{
    [BindProperty]
    public ImplementationForm Input { get; set; } = new();

    public Task<IActionResult> OnGetAsync(int number, CancellationToken ct) => ShowAsync(number, ct);

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct)
    {
        var evidence = (Input.Evidence ?? "").Trim();
        return await AfterAsync(
            number,
            await Handling.CompleteAsync(
                number, "implementation", "implemented", (p, by, now) => p.Implement((Input.Effect ?? "").Trim(), evidence.Length > 0 ? evidence : null, by, now), ct),
            ct);
    }
}

internal sealed class ImplementationForm
{
    public string? Effect { get; set; }

    public string? Evidence { get; set; }
}
