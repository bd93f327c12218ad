using IntranetInnovation.IdeaBank.Language;
using Microsoft.AspNetCore.Html;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A piece of a text, marked when it is a word that was searched for.</summary>
internal readonly record struct Piece(string Text, bool IsMarked);

/// <summary>The part of a proposal that shows best why it was found.</summary>
/// <param name="Text">Some 220 characters of problem, solution or benefit: where most of the sought words are, else the beginning. Cut between words, with an ellipsis.</param>
/// <param name="Pieces">The same, its sought words marked.</param>
/// <param name="Matched">Which of title, problem, solution and benefit hold a sought word, as in the API; "unit" for a hit by the workplace's name; nothing when nothing was sought.</param>
internal sealed record Snippet(string Text, IReadOnlyList<Piece> Pieces, IReadOnlyList<string> Matched)
{
    private const int Length = 220;
    private const int MostLooked = 200;

    // Each field is taken apart once: with twenty hits on a page this is most of what a search does after it has found them.
    public static Snippet Of(Idea idea, Sought sought)
    {
        var matched = sought.IsNothing || !sought.In(Analyzer.Clean(idea.Title)).Any() ? new List<string>() : ["title"];
        (string Text, List<Token> Hits, int Start, int Found) best = ("", [], 0, -1);
        foreach (var (name, field) in new[] { ("problem", idea.Problem), ("solution", idea.Solution), ("benefit", idea.Benefit) })
        {
            var text = OneLine(Analyzer.Clean(field));
            List<Token> hits = [.. sought.In(text)];
            if (hits.Count > 0)
            {
                matched.Add(name);
            }

            var (start, found) = Best(hits);
            best = found > best.Found && text.Length > 0 ? (text, hits, start, found) : best;
        }

        var (shown, from, until) = Cut(best.Text, best.Start);
        var pieces = Mark(shown, from == 0 ? best.Hits.TakeWhile(h => h.Start < until) : best.Hits.Where(h => h.Start >= from && h.Start < until).Select(h => h with { Start = h.Start - from + Before.Length }));
        return new(shown, pieces, sought.IsNothing ? [] : matched.Count > 0 ? matched : ["unit"]);
    }

    /// <summary>A text for a page, encoded, its sought words in <c>mark</c>.</summary>
    public static IHtmlContent Html(string text, Sought sought)
    {
        text = Analyzer.Clean(text);
        return Html(Mark(text, sought.In(text)));
    }

    /// <summary>The snippet for a page, likewise.</summary>
    public IHtmlContent Html() => Html(Pieces);

    private const string Before = "\u2026 ";

    private static HtmlContentBuilder Html(IReadOnlyList<Piece> pieces)
    {
        var html = new HtmlContentBuilder();
        foreach (var piece in pieces)
        {
            _ = piece.IsMarked ? html.AppendHtml("<mark>").Append(piece.Text).AppendHtml("</mark>") : html.Append(piece.Text);
        }

        return html;
    }

    // Original words, whole; one that the end of the text cuts off is not marked.
    private static List<Piece> Mark(string text, IEnumerable<Token> hits)
    {
        var pieces = new List<Piece>();
        var at = 0;
        foreach (var token in hits.TakeWhile(h => h.Start + h.Length <= text.Length))
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

    // Most texts are in one line already.
    private static string OneLine(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]) && (text[i] != ' ' || i == 0 || i == text.Length - 1 || text[i - 1] == ' '))
            {
                return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return text;
    }

    private static (int Start, int Found) Best(List<Token> hits)
    {
        var best = (Start: 0, Found: 0);
        var inside = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < hits.Count && i < MostLooked; i++)
        {
            inside.Clear();
            for (var j = i; j < hits.Count && hits[j].Start + hits[j].Length <= hits[i].Start + Length - 40; j++)
            {
                inside.Add(hits[j].Term);
            }

            best = inside.Count > best.Found ? (hits[i].Start, inside.Count) : best;
        }

        return best;
    }

    private static (string Shown, int From, int Until) Cut(string text, int hit)
    {
        if (text.Length <= Length)
        {
            return (text, 0, text.Length);
        }

        var start = hit <= Length - 60 ? 0 : Boundary(text, hit - 50);
        var end = start + Length >= text.Length ? text.Length : text.LastIndexOf(' ', start + Length, Length / 2);
        end = end <= start ? Whole(text, start + Length) : end;
        return ((start > 0 ? Before : "") + text[start..end].TrimEnd() + (end < text.Length ? " \u2026" : ""), start, end);
    }

    private static int Boundary(string text, int near)
    {
        var blank = text.IndexOf(' ', near, Math.Min(45, text.Length - near));
        return blank < 0 ? Whole(text, near) : blank + 1;
    }

    private static int Whole(string text, int at) => at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
