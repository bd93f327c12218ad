using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>Somebody has commented. <c>CommentBy</c>: <c>Anyone</c> (the default), <c>Author</c>, or <c>Official</c> for the official answers of those who handle it. Besides: <see cref="EventFilter"/>.</summary>
internal sealed class ProposalCommentedEvent : IActivity
{
    /// <summary>The fact that is <c>true</c> for an official answer.</summary>
    public const string OfficialFact = "official";

    private const string Author = "Author";
    private const string Official = "Official";

    public static string Name => nameof(ProposalCommentedEvent);

    public static ActivityForm Form => new(ActivityGroup.Events, [new("CommentBy", FieldKind.Choice) { Options = ["Anyone", Author, Official] }, .. EventFilter.Fields, EventFilter.Several]) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => context.Happened(Name, "Proposal.Why.Commented", context.Text("CommentBy") switch
    {
        Author => context.By is { } by && by == context.Subject.Author,
        Official => context.Facts.GetValueOrDefault(OfficialFact) == "true",
        _ => true,
    });
}
