using System.Globalization;
using System.Runtime.InteropServices;

namespace IntranetInnovation.Benchmarks;

/// <summary>The middle of several rounds, with the least and the most beside it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread Of(IReadOnlyCollection<double> values) => new(Middle(values), values.Min(), values.Max());

    public static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public override string ToString() => $"{Short(Median)} ({Short(Least)}–{Short(Most)})";

    public static string Short(double value) => value.ToString(Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}

/// <summary>One line of the table. The bound holds or not by the median ratio; without a bound the line is for information.</summary>
internal sealed record Figure(string What, string Ours, string Yardstick, Spread? Ratio, string Bound, bool? Holds);

/// <summary>Five rounds, each of which does everything once, so that what disturbs the machine disturbs all alike.</summary>
internal static class Rounds
{
    public const int Count = 5;

    private const int Warm = 2;

    /// <summary>Each measurement's value by round. The rounds before the first are thrown away.</summary>
    public static async Task<double[][]> RunAsync(params Func<Task<double>>[] measurements)
    {
        var values = measurements.Select(_ => new double[Count]).ToArray();
        for (var round = -Warm; round < Count; round++)
        {
            for (var i = 0; i < measurements.Length; i++)
            {
                var value = await measurements[i]();
                if (round >= 0)
                {
                    values[i][round] = value;
                }
            }
        }

        return values;
    }

    /// <summary>Round by round, since two halves of one round met the same machine.</summary>
    public static Spread Ratio(double[] one, double[] other) => Spread.Of([.. one.Zip(other, (a, b) => a / b)]);
}

internal static class Table
{
    public static string Of(IReadOnlyList<Figure> figures)
    {
        string[][] rows =
        [
            ["Figure", "Ours", "Yardstick", "Ratio", "Bound", "Holds"],
            .. figures.Select(f => (string[])[f.What, f.Ours, f.Yardstick, f.Ratio?.ToString() ?? "", f.Bound, f.Holds switch { true => "yes", false => "NO", null => "" }]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        string Line(string[] cells) => $"| {string.Join(" | ", cells.Select((c, i) => c.PadRight(widths[i])))} |";
        return string.Join('\n', rows.Take(1).Select(Line).Append($"|{string.Join('|', widths.Select(w => new string('-', w + 2)))}|").Concat(rows.Skip(1).Select(Line)));
    }
}
