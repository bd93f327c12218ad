using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace IntranetInnovation.Kernel.Content;

/// <summary>The only way from Markdown to HTML, on pages, in feeds, mail and the API: raw HTML is shown as text, and links go to http, https, mailto or this site, else nowhere.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UseAutoLinks().UsePipeTables().UseEmphasisExtras().ConfigureNewLine("\n").Build();

    /// <summary>HTML for a page. Headings begin at <c>h3</c>, below a page's own. Null and empty give nothing.</summary>
    /// <param name="markdown">What a person wrote.</param>
    /// <param name="root">The application's path base, put before links that begin with <c>~/</c>; null drops the tilde.</param>
    public static IHtmlContent ToHtml(string? markdown, string? root = null)
    {
        if (string.IsNullOrWhiteSpace(markdown))
        {
            return HtmlString.Empty;
        }

        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + 2);
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            link.Url = Safe(link.Url, root);
            link.IsImage = false; // Pictures come as attachments with a text, never from an address somebody typed.
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && Safe(l.Url, root) == "#").ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return new HtmlString(writer.ToString());
    }

    private static string Safe(string? url, string? root) => url switch
    {
        ['~', '/', ..] => root + url[1..],
        ['/', not '/' and not '\\', ..] or "/" => url,
        ['#', ..] => url,
        _ when Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" => url!,
        _ => "#",
    };
}
