using IntranetInnovation.IdeaBank.Language;
using Microsoft.AspNetCore.Html;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A piece of a text, marked when it is a word that was searched for.</summary>
internal readonly record struct Piece(string Text, bool IsMarked);

/// <summary>The part of a proposal that shows best why it was found.</summary>
internal static class Snippet
{
    private const int Length = 220;

    /// <summary>The text with its sought words marked; original words, whole.</summary>
    public static IReadOnlyList<Piece> Mark(string text, Sought sought)
    {
        text = Analyzer.Clean(text);
        var pieces = new List<Piece>();
        var at = 0;
        foreach (var token in sought.In(text))
        {
            if (token.Start > at)
            {
                pieces.Add(new(text[at..token.Start], false));
            }

            pieces.Add(new(text.Substring(token.Start, token.Length), true));
            at = token.Start + token.Length;
        }

        if (at < text.Length)
        {
            pieces.Add(new(text[at..], false));
        }

        return pieces;
    }

    /// <summary>The text for a page, encoded, its sought words in <c>mark</c>.</summary>
    public static IHtmlContent Html(string text, Sought sought)
    {
        var html = new HtmlContentBuilder();
        foreach (var piece in Mark(text, sought))
        {
            _ = piece.IsMarked ? html.AppendHtml("<mark>").Append(piece.Text).AppendHtml("</mark>") : html.Append(piece.Text);
        }

        return html;
    }

    /// <summary>Which of title, problem, solution and benefit hold a sought word, as in the API. None of them for a hit by the workplace's name.</summary>
    public static IReadOnlyList<string> Matched(Idea idea, Sought sought) => sought.IsNothing ? [] :
    [
        .. new[] { ("title", idea.Title), ("problem", idea.Problem), ("solution", idea.Solution), ("benefit", idea.Benefit) }
            .Where(f => sought.In(Analyzer.Clean(f.Item2)).Any()).Select(f => f.Item1).DefaultIfEmpty("unit"),
    ];

    /// <summary>Some 220 characters of problem, solution or benefit: where most of the sought words are, else the beginning. Cut between words, with an ellipsis.</summary>
    public static string Of(Idea idea, Sought sought)
    {
        (string Text, int Start, int Found) best = ("", 0, -1);
        foreach (var field in new[] { idea.Problem, idea.Solution, idea.Benefit })
        {
            var text = string.Join(' ', Analyzer.Clean(field).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var (start, found) = Best([.. sought.In(text)]);
            best = found > best.Found && text.Length > 0 ? (text, start, found) : best;
        }

        return Cut(best.Text, best.Start);
    }

    private static (int Start, int Found) Best(List<Token> hits)
    {
        var best = (Start: 0, Found: 0);
        for (var i = 0; i < hits.Count && i < 200; i++)
        {
            var from = hits[i].Start;
            var found = hits.Skip(i).TakeWhile(h => h.Start + h.Length <= from + Length - 40).Select(h => h.Term).Distinct().Count();
            best = found > best.Found ? (from, found) : best;
        }

        return best;
    }

    private static string Cut(string text, int hit)
    {
        if (text.Length <= Length)
        {
            return text;
        }

        var start = hit <= Length - 60 ? 0 : Boundary(text, hit - 50);
        var end = start + Length >= text.Length ? text.Length : text.LastIndexOf(' ', start + Length, Length / 2);
        end = end <= start ? Whole(text, start + Length) : end;
        return (start > 0 ? "\u2026 " : "") + text[start..end].Trim() + (end < text.Length ? " \u2026" : "");
    }

    private static int Boundary(string text, int near)
    {
        var blank = text.IndexOf(' ', near, Math.Min(45, text.Length - near));
        return blank < 0 ? Whole(text, near) : blank + 1;
    }

    private static int Whole(string text, int at) => at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
