using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Remembers a value that later conditions and texts of the same flow may read. <c>PropertyName</c>: 1–40 of a–z, 0–9 and hyphen, beginning with a letter, and not one that the subject has;
/// <c>Value</c>: a text, at most 500 characters when its placeholders are filled. Orchard's expressions are kept, not read.
/// </summary>
internal sealed partial class SetPropertyTask : IActivity
{
    private const int Longest = 500;
    private const int MostValues = 50;

    public static string Name => nameof(SetPropertyTask);

    public static ActivityForm Form => new(
        ActivityGroup.Subject, new ActivityField("PropertyName", FieldKind.Text) { Required = true, Max = 40 }, new ActivityField("Value", FieldKind.Text) { TakesValues = true, Max = Longest });

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static bool Understands(JsonObject properties) => properties["Value"] is null or JsonValue;

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Text("PropertyName") ?? "";
        var key = ActivityContext.ValueMemory + name;
        if (!Named().IsMatch(name) || (context.Subject.Values.ContainsKey(name) && !context.Memory.ContainsKey(key)))
        {
            throw new ActivityFaultException("Workflow.Fault.NoPropertyName", name);
        }

        // Conditions compare with what is stored, texts say what people call it.
        var written = context.Text("Value") ?? "";
        context.Memory[key] = Short(Placeholders.Fill(written, context.Subject));
        context.Memory[ActivityContext.WordsMemory + name] = Short(await context.FillAsync(written, ct));
        return context.Memory.Keys.Count(k => k.StartsWith(ActivityContext.ValueMemory, StringComparison.Ordinal)) <= MostValues
            ? ActivityResult.Done()
            : throw new ActivityFaultException("Workflow.Fault.TooManyValues");
    }

    private static string Short(string value) => value.Length > Longest ? value[..Longest] : value;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
