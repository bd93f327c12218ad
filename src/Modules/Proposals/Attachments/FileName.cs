using System.Globalization;
using System.Text;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>The name that is shown: what the person called it, without folders and without signs that hide its ending, ending as its content does.</summary>
internal static class FileName
{
    public static string Shown(string? given, FileKind kind)
    {
        var name = given ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            // Control and format signs: line breaks in headers, and the ones that turn "gnp.exe" around.
            var category = Rune.GetUnicodeCategory(rune);
            if (category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate)
                && rune.Value != 0xFFFD)
            {
                kept.Append(rune);
            }
        }

        var ending = kind.Extension();
        var stem = kept.ToString().Trim(' ', '.');
        var theirs = Path.GetExtension(stem);
        if (theirs.Length is > 0 and <= 6)
        {
            stem = stem[..^theirs.Length].TrimEnd(' ', '.');
        }

        var most = Attachment.NameMax - ending.Length;
        if (stem.Length > most)
        {
            stem = stem[..(char.IsHighSurrogate(stem[most - 1]) ? most - 1 : most)];
        }

        return (stem.Length == 0 ? "bilaga" : stem) + ending;
    }
}
