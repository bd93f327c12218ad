using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace IntranetInnovation.TestKit;

/// <summary>An answer read as a page.</summary>
/// <param name="Status">HTTP status after redirects.</param>
/// <param name="Path">Path and query after redirects.</param>
/// <param name="Html">As sent.</param>
/// <param name="Document">As a browser reads it.</param>
/// <param name="Statements">SQL statements that the last request sent through EF.</param>
public sealed record Page(HttpStatusCode Status, string Path, string Html, IDocument Document, IReadOnlyList<string> Statements)
{
    /// <summary>Text of <c>main</c>, or of the whole body when there is none, with spaces collapsed.</summary>
    public string Text => Collapse((Document.QuerySelector("main") ?? Document.Body!).TextContent);

    /// <summary>The page's one heading.</summary>
    public string Heading => Collapse(Document.QuerySelector("h1")?.TextContent ?? "");

    /// <summary>Addresses of all links in <c>main</c>.</summary>
    public IReadOnlyList<string> Links => [.. Document.QuerySelectorAll("main a[href]").Select(a => a.GetAttribute("href")!)];

    /// <summary>The collapsed text of the first match, or null.</summary>
    public string? TextOf(string selector) => Document.QuerySelector(selector) is { } found ? Collapse(found.TextContent) : null;

    /// <summary>The value of a named field as it stands in the page, or null.</summary>
    public string? ValueOf(string name) => Document.QuerySelector($"[name='{name}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        IHtmlInputElement input => input.Value,
        _ => null,
    };

    internal static async Task<Page> ReadAsync(HttpStatusCode status, string path, string html, IReadOnlyList<string> statements)
    {
        var context = BrowsingContext.New(Configuration.Default); // Not disposed: that would empty the document.
        return new(status, path, html, await context.OpenAsync(r => r.Content(html).Address("http://localhost" + path)), statements);
    }

    internal IHtmlFormElement Form(string? selector) =>
        Document.QuerySelectorAll(selector ?? "main form").OfType<IHtmlFormElement>().FirstOrDefault(f => selector is not null || f.Method == "post")
        ?? throw new InvalidOperationException($"{Path} ({(int)Status}) has no form {selector}: {Text}");

    internal List<KeyValuePair<string, string>> Fields(IHtmlFormElement form, Dictionary<string, string?> values, IHtmlElement? pressed)
    {
        var fields = new List<KeyValuePair<string, string>>();
        var left = new Dictionary<string, string?>(values);
        foreach (var element in form.Elements.OfType<IHtmlElement>())
        {
            var name = element.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || element.HasAttribute("disabled"))
            {
                continue;
            }

            if (left.Remove(name, out var given))
            {
                Add(fields, name, given);
            }
            else if (!values.ContainsKey(name))
            {
                Add(fields, name, Standing(element, pressed));
            }
        }

        foreach (var (name, value) in left)
        {
            Add(fields, name, value);
        }

        return fields;
    }

    private static void Add(List<KeyValuePair<string, string>> fields, string name, string? value)
    {
        if (value is not null)
        {
            fields.Add(new(name, value));
        }
    }

    private static string? Standing(IHtmlElement element, IHtmlElement? pressed) => element switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
        IHtmlInputElement { Type: "submit" or "button" or "image" or "reset" or "file" } button => ReferenceEquals(button, pressed) ? button.Value : null,
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        IHtmlButtonElement button => ReferenceEquals(button, pressed) ? button.Value : null,
        _ => null,
    };

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
