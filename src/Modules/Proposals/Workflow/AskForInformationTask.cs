using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>
/// Asks the author for more and waits for the answer. <c>Question</c>: what is asked. <c>DueWorkingDays</c>: 1–1000, how long it waits; absent for until there is an answer. Outcomes
/// <c>Answered</c> and <c>NoAnswer</c>. A proposal that cannot be asked about where it stands, such as a decided one, goes on by <c>NoAnswer</c>.
/// </summary>
internal sealed class AskForInformationTask(AppDb db, IWorkCalendar calendar) : IActivity
{
    /// <summary>Told when the author has answered.</summary>
    public const string AnsweredEvent = "ProposalAnsweredEvent";

    private const string NoAnswer = "NoAnswer";

    public static string Name => nameof(AskForInformationTask);

    public static ActivityForm Form => new(
        ActivityGroup.People,
        new ActivityField("Question", FieldKind.LongText) { Required = true, TakesValues = true, Max = TimelineEntry.TextMax },
        new ActivityField("DueWorkingDays", FieldKind.WorkingDays) { Min = 1 }) { Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Answered", NoAnswer];

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        if (context.Trigger is not null)
        {
            return context.IsTime ? new(NoAnswer, "Proposal.Why.NoAnswer") : new("Answered", "Proposal.Why.Answered");
        }

        // While the past is written (imports, demonstrations) nobody is asked.
        var proposal = await ProposalSubjects.LoadAsync(db, new(context.Subject.Ref.Id), ct) ?? throw new InvalidOperationException("The proposal is gone.");
        if (db.IsSilent || !proposal.Ask(await context.FillAsync(context.Text("Question") ?? "", ct), Actor.System, context.NowUtc).Succeeded)
        {
            return new(NoAnswer, "Proposal.Why.NotAsked");
        }

        db.Raise(new QuestionAsked(proposal.Id, proposal.Number, null));
        var waits = new List<Wait> { new Wait.Event(AnsweredEvent) };
        if (context.WorkingDays("DueWorkingDays") is { } days and > 0)
        {
            waits.Add(new Wait.Timer(await calendar.DueAsync(context.NowUtc, days, ct)));
        }

        return new(null, "Proposal.Why.Asked") { Waits = waits };
    }
}
