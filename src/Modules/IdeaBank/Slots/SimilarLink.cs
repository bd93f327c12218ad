using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.IdeaBank.Slots;

/// <summary>On a proposal: the way to those like it, which the script fetches when one comes near. Asks the database nothing, so that the proposal itself is not kept waiting.</summary>
[ViewComponent(Name = "SimilarLink")]
public sealed class SimilarLink : ViewComponent
{
    /// <summary>Called by the slot.</summary>
    public IViewComponentResult Invoke(ShownProposal subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return View("~/Pages/IdeaBank/Components/SimilarLink/Default.cshtml", subject.Row.Number);
    }
}
