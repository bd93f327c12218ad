using System.Text;

namespace IntranetInnovation.Organisation.Contracts;

/// <summary>Tables for Excel in Sweden: semicolons, UTF-8 with a byte order mark, CR LF. It stands here since every module that needs it stands on this one.</summary>
public static class Csv
{
    private const string Begins = "=+-@\t\r\n";

    /// <summary>The file.</summary>
    public static byte[] Of(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(';', row.Select(Cell)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Never a formula (S18): a cell that could begin one is preceded by an apostrophe.</summary>
    public static string Cell(string value)
    {
        var safe = value.Length > 0 && Begins.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>
    /// Rows of a text with semicolons, commas or tabs, whichever the first line has most of; quoted as Excel does. Empty rows are left out; cells are trimmed, and an
    /// apostrophe that <see cref="Cell"/> set is taken off. A quote that is never closed reaches to the end.
    /// </summary>
    public static IReadOnlyList<CsvRow> Read(string text)
    {
        var separator = Separator(text);
        var rows = new List<CsvRow>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (quoted, line, began) = (false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    cell.Append(c);
                }

                line += c == '\n' ? 1 : 0;
            }
            else if (c == '"' && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                cell.Clear();
                quoted = true;
            }
            else if (c == separator)
            {
                EndCell();
            }
            else if (c is '\n' or '\r')
            {
                i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                EndRow();
                began = ++line;
            }
            else
            {
                cell.Append(c);
            }
        }

        EndRow();
        return rows;

        void EndCell()
        {
            var value = cell.ToString().Trim();
            cells.Add(value.Length > 1 && value[0] == '\'' && Begins.Contains(value[1], StringComparison.Ordinal) ? value[1..] : value);
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            if (cells.Exists(v => v.Length > 0))
            {
                rows.Add(new(began, [.. cells]));
            }

            cells.Clear();
        }
    }

    private static char Separator(string text)
    {
        var first = text.AsSpan();
        var end = first.IndexOfAny('\r', '\n');
        first = end < 0 ? first : first[..end];
        var best = ';';
        foreach (var candidate in ",\t")
        {
            best = first.Count(candidate) > first.Count(best) ? candidate : best;
        }

        return best;
    }
}

/// <summary>A row of a table.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Cells">Trimmed.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
