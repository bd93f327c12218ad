using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>Writes a working note, which only those who handle the proposal read. <c>Text</c>: its words; placeholders are filled. It is signed by the workflow, not by a person.</summary>
internal sealed class AddNoteTask(AppDb db, ITexts texts) : IActivity
{
    public static string Name => nameof(AddNoteTask);

    public static ActivityForm Form => new(
        ActivityGroup.Subject, new ActivityField("Text", FieldKind.LongText) { Required = true, TakesValues = true, Max = WorkingNote.TextMax });

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var proposal = await ProposalSubjects.LoadAsync(db, new(context.Subject.Ref.Id), ct) ?? throw new InvalidOperationException("The proposal is gone.");

        // Stored as shown then, in the municipality's language.
        var signature = texts.In("sv")["Proposal.Note.ByWorkflow"];
        var note = WorkingNote.Write(proposal.Id, default, signature, await context.FillAsync(context.Text("Text") ?? "", ct), context.NowUtc);
        if (!note.Succeeded)
        {
            throw new ActivityFaultException("Proposal.Fault.NoNote");
        }

        proposal.NoteWritten();
        db.Add(note.Value);
        return ActivityResult.Done("Proposal.Why.NoteAdded");
    }
}
