using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Organisation.Import;

/// <summary>Columns of a file of people, in the order of the template.</summary>
internal enum PersonColumn
{
    UserName,
    Name,
    Email,
    Title,
    Department,
    Unit,
    Manager,
    Roles,
    Left,
}

/// <summary>Columns of a file of departments and units, in the order of the template.</summary>
internal enum PlaceColumn
{
    Department,
    Authority,
    Unit,
    Employees,
    CountedOn,
    Address,
}

/// <summary>A row by column.</summary>
internal sealed class ImportRow<TColumn>(int line, IReadOnlyDictionary<TColumn, int> columns, IReadOnlyList<string> cells)
    where TColumn : struct, Enum
{
    public int Line => line;

    /// <summary>More cells than there are columns: a separator inside a name that was not quoted.</summary>
    public bool IsTooLong => cells.Skip(columns.Count).Any(c => c.Length > 0);

    /// <summary>Empty when the cell, or the column, is not there: then the value is left as it is.</summary>
    public string this[TColumn column] => columns.TryGetValue(column, out var at) && at < cells.Count ? cells[at] : "";
}

/// <summary>A file whose first row names the columns, in Swedish or English, in any order, with or without accents.</summary>
internal static class ImportTable
{
    public static Result<List<ImportRow<TColumn>>> Read<TColumn>(string text, ITexts texts, params IReadOnlyList<TColumn> needed)
        where TColumn : struct, Enum
    {
        var rows = Csv.Read(text);
        if (rows.Count - 1 > ImportText.MostLines)
        {
            return new Problem("Organisation.ImportTooLong") { Arguments = [ImportText.MostLines] };
        }

        var columns = new Dictionary<TColumn, int>();
        var known = Enum.GetValues<TColumn>().SelectMany(c => new[] { "sv", "en" }.Select(l => (Slug: Slugs.Of(texts.In(l)[Heading(c)], ""), Column: c))).ToLookup(c => c.Slug, c => c.Column);
        for (var i = 0; i < (rows.Count > 0 ? rows[0].Cells.Count : 0); i++)
        {
            var name = rows[0].Cells[i];
            if (name.Length == 0 && i == rows[0].Cells.Count - 1)
            {
                continue; // A separator at the end of the row.
            }

            if (known[Slugs.Of(name, "")].Cast<TColumn?>().FirstOrDefault() is not { } column)
            {
                return new Problem("Organisation.ImportColumnUnknown") { Arguments = [Short(name), Headings<TColumn>(texts)] };
            }

            if (!columns.TryAdd(column, i))
            {
                return new Problem("Organisation.ImportColumnTwice") { Arguments = [Short(name)] };
            }
        }

        return needed.Where(n => !columns.ContainsKey(n)).Select(n => (TColumn?)n).FirstOrDefault() is { } missing
            ? new Problem("Organisation.ImportColumnMissing") { Arguments = [texts[Heading(missing)], Headings<TColumn>(texts)] }
            : rows.Skip(1).Select(r => new ImportRow<TColumn>(r.Line, columns, r.Cells)).ToList();
    }

    /// <summary>Text key of a column's heading.</summary>
    public static string Heading<TColumn>(TColumn column)
        where TColumn : struct, Enum => $"Organisation.Column.{column}";

    public static string Headings<TColumn>(ITexts texts)
        where TColumn : struct, Enum => string.Join(", ", Enum.GetValues<TColumn>().Select(c => texts[Heading(c)]));

    /// <summary>What is shown again of a cell.</summary>
    public static string Short(string cell) => cell.Length > 60 ? cell[..60] + "…" : cell;
}
