using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Workflows.Slots;

/// <summary>
/// "Why did it end up here?": the journal of a subject as an ordered list in plain words, without a heading of its own. For the page of the subject's owner, which has
/// shown that the viewer may see the subject: <c>@await Component.InvokeAsync("WorkflowJournal", new { subject })</c>.
/// </summary>
public sealed class WorkflowJournalViewComponent(IWorkflows workflows, ITexts texts) : ViewComponent
{
    /// <summary>Writes the list.</summary>
    /// <param name="subject">What the journal is about.</param>
    public async Task<IViewComponentResult> InvokeAsync(SubjectRef subject)
    {
        var lines = await workflows.JournalAsync(subject, HttpContext.RequestAborted);
        IReadOnlyList<JournalSentence> sentences = [.. lines
            .Select(l => (Line: l, Text: texts.Sentence(l))).Where(l => l.Text is not null)
            .Select(l => new JournalSentence(l.Line.AtUtc, l.Text!))];
        return View("~/Pages/Workflows/Components/WorkflowJournal/Default.cshtml", sentences);
    }
}

/// <summary>A line of the journal in words.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="Text">In the reader's language.</param>
internal sealed record JournalSentence(DateTime AtUtc, string Text);
