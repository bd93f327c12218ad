using System.Security.Cryptography;
using System.Text.Json;
using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Organisation.Import;

/// <summary>What a line comes to.</summary>
internal enum LineOutcome
{
    Added,
    Changed,
    Same,
    Mistake,
}

/// <summary>A value that the import sets.</summary>
/// <param name="Heading">Text key of the column.</param>
/// <param name="Before">Empty when there was none.</param>
/// <param name="After">As it will be.</param>
internal sealed record ImportedField(string Heading, string Before, string After);

/// <summary>A line of the file.</summary>
/// <param name="Line">From 1, the headings being the first.</param>
/// <param name="Outcome">What happens to it.</param>
/// <param name="What">Whom or which place it concerns.</param>
/// <param name="Fields">What is set; empty unless added or changed.</param>
/// <param name="Said">Why it is a mistake, or what could not be done of a good line.</param>
internal sealed record ImportedLine(int Line, LineOutcome Outcome, string What, IReadOnlyList<ImportedField> Fields, Problem? Said = null)
{
    public static ImportedLine Wrong(int line, string what, Problem why) => new(line, LineOutcome.Mistake, ImportTable.Short(what), [], why);
}

/// <summary>All that an import would do, or did.</summary>
internal sealed record ImportReport(IReadOnlyList<ImportedLine> Lines)
{
    /// <summary>The same for the same file in the same state: what is applied is what was looked at.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Lines)));

    public int Count(LineOutcome outcome) => Lines.Count(l => l.Outcome == outcome);
}
