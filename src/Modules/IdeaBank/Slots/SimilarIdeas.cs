using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.IdeaBank.Slots;

/// <summary>Those alike, and whether the first says nearly the same.</summary>
internal sealed record SimilarIdeasModel(IReadOnlyList<Idea> Ideas, bool IsVery);

/// <summary>On the form of a proposal: those in the bank that are like it, for whoever asks without script.</summary>
[ViewComponent(Name = "SimilarIdeas")]
public sealed class SimilarIdeas(AppDb db) : ViewComponent
{
    private const int Most = 5;
    private const int LongestText = 2_000;

    /// <summary>Called by the slot.</summary>
    public async Task<IViewComponentResult> InvokeAsync(SimilarTo subject)
    {
        var text = subject.Text.Length > LongestText ? subject.Text[..LongestText] : subject.Text;
        var alike = await new IdeaSearch(db).SimilarAsync(subject.Title, text, Most, HttpContext.RequestAborted);
        return View("~/Pages/IdeaBank/Components/SimilarIdeas/Default.cshtml", new SimilarIdeasModel([.. alike.Select(a => a.Idea)], alike is [{ Likeness: >= Likeness.Very }, ..]));
    }
}
