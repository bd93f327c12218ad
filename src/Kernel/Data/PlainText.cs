using System.Buffers;
using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IntranetInnovation.Kernel.Data;

/// <summary>
/// Keeps out of the database what no text may hold: control characters other than tab and line ends (PostgreSQL refuses NUL, feeds refuse them all), and halves of
/// characters. Here, since every value passes here, whatever form, query or file it came by.
/// </summary>
internal sealed class PlainText : DbCommandInterceptor
{
    private static readonly SearchValues<char> Suspect = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c).Except(['\t', '\n', '\r']), .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), '\uFFFE', '\uFFFF']);

    public static PlainText Instance { get; } = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            if (parameter.Value is string text)
            {
                parameter.Value = Of(text);
            }
            else if (parameter.Value is IEnumerable<string> texts and (string[] or List<string>))
            {
                parameter.Value = texts.Select(Of).ToList();
            }
        }

        return result;
    }

    internal static string Of(string text)
    {
        if (text is null || !text.AsSpan().ContainsAny(Suspect))
        {
            return text!;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // Half a character comes as U+FFFD.
        {
            if (rune.Value is '\t' or '\n' or '\r' or >= 32 and not 0xFFFE and not 0xFFFF)
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString();
    }
}
