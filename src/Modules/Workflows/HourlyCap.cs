using System.Globalization;
using System.Text.Json;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>A flow that does what people or other systems notice more often than this within an hour goes round: it stops with a sentence instead of flooding them.</summary>
internal static class HourlyCap
{
    public const int Most = 20;

    /// <summary>Counts one more, in the flow's own memory; faults with <paramref name="fault"/>, whose {0} is the bound, when it is one too many.</summary>
    public static void CountOrStop(ActivityContext context, string what, string fault)
    {
        var key = $"hour:{what}";
        var times = context.Memory.TryGetValue(key, out var json) ? JsonSerializer.Deserialize<List<DateTime>>(json)! : [];
        times.RemoveAll(t => t <= context.NowUtc.AddHours(-1));
        if (times.Count >= Most)
        {
            throw new ActivityFaultException(fault, Most.ToString(CultureInfo.InvariantCulture));
        }

        times.Add(context.NowUtc);
        context.Memory[key] = JsonSerializer.Serialize(times);
    }
}
