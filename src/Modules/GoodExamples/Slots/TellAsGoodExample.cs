using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Slots;

/// <summary>On an implemented proposal: its good example for everyone, and for editors the way to tell it.</summary>
[ViewComponent(Name = "TellAsGoodExample")]
public sealed class TellAsGoodExample(AppDb db, CurrentUser user, TimeProvider clock) : ViewComponent
{
    /// <summary>Called by the slot; shows nothing for proposals that cannot be told.</summary>
    public async Task<IViewComponentResult> InvokeAsync(ProposalRow subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (!GoodExample.MayTellOf(subject).Succeeded)
        {
            return Content("");
        }

        var example = await db.Set<GoodExample>().AsNoTracking().FirstOrDefaultAsync(e => e.ProposalId == subject.Id, HttpContext.RequestAborted);
        var told = example?.IsPublicAt(clock.GetUtcNow().UtcDateTime) == true;
        var mayEdit = user.Can(GoodExamplesModule.EditRight);
        return told || mayEdit
            ? View("~/Pages/GoodExamples/Components/TellAsGoodExample/Default.cshtml", new TellView(subject.Number, example?.Slug, told, mayEdit))
            : Content("");
    }
}

/// <summary>Slug is null when nobody has begun to tell it.</summary>
internal sealed record TellView(int Number, string? Slug, bool IsTold, bool MayEdit);
