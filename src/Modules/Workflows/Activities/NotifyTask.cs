using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Asks for a message to people. <c>To</c>: <c>author</c>, <c>assignee</c> or rules, one or several; a role means all who hold it. <c>Template</c>: the message's name. Counted by
/// <see cref="HourlyCap"/>.
/// <c>SignalName</c>: the message leads to a button that gives this flow that signal (<see cref="SignalEvent"/>), instead of to the subject. Leaves through the outbox; wording, channel and who may see the subject are decided there.
/// </summary>
internal sealed class NotifyTask(AssigneeChain chain, IOrganisation organisation, SignalLinks links, AppDb db) : IActivity
{
    private const int NamedInJournal = 3;

    public static string Name => nameof(NotifyTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static ActivityForm Form => new(
        ActivityGroup.Messages,
        new ActivityField("To", FieldKind.Rules) { Required = true, Min = 1, Also = ["assignee"] },
        new ActivityField("Template", FieldKind.Choice) { Required = true, Source = ChoiceSources.Messages },
        new ActivityField("SignalName", FieldKind.Text) { Max = 100 });

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var template = context.Text("Template") ?? throw new ActivityFaultException("Workflow.Fault.NoTemplate");
        var to = new List<PersonId>();
        foreach (var rule in context.Many("To"))
        {
            to.AddRange(await PeopleAsync(rule, context, ct));
        }

        var known = await organisation.PeopleAsync([.. to.Distinct()], ct);
        var people = known.Values.Where(p => p.Active).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        if (people.Count == 0)
        {
            return ActivityResult.Done("Workflow.Why.NobodyToTell");
        }

        HourlyCap.CountOrStop(context, "messages", "Workflow.Fault.TooManyMessages");
        db.Raise(new NotificationRequested(context.Subject.Ref.Type, context.Subject.Ref.Id, [.. people.Select(p => p.Id)], template) { Path = await PathAsync(context, ct) });
        return people.Count <= NamedInJournal
            ? ActivityResult.Done("Workflow.Why.Told", string.Join(", ", people.Select(p => p.Name)))
            : ActivityResult.Done("Workflow.Why.ToldMany", people.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<string?> PathAsync(ActivityContext context, CancellationToken ct) =>
        context.Text("SignalName")?.Trim() is { Length: > 0 } signal ? await links.PathAsync(context.Instance!.Id, signal, context.NowUtc, ct) : null;

    private async Task<IEnumerable<PersonId>> PeopleAsync(string rule, ActivityContext context, CancellationToken ct)
    {
        if (rule == "author")
        {
            return context.Subject.Author is { } author ? [author] : [];
        }

        var found = rule == "assignee" ? context.Assignee : await chain.FindAsync(rule, context.Subject, ct);
        return found switch
        {
            null => [],
            { Person: { } person } => [person],
            _ => (await organisation.HoldersAsync(found.Role!, found.Scope, ct)).Select(h => h.Id),
        };
    }
}
