using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Net.Http.Headers;

namespace IntranetInnovation.GoodExamples.Api;

/// <summary>The good examples as an Atom feed (RFC 4287): what everyone may read, newest first.</summary>
internal static class Feed
{
    public const string Path = "/goda-exempel/feed.atom";
    private const int Most = 30;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, GetAsync).AllowAnonymous().ExcludeFromDescription();

    /// <summary>The feed as XML.</summary>
    /// <param name="examples">Published ones, newest first.</param>
    /// <param name="site">Absolute address of the start page, without a slash at the end.</param>
    /// <param name="texts">Swedish: it is the language of what is told, whoever asks.</param>
    public static XDocument Write(IReadOnlyList<GoodExample> examples, string site, ITexts texts)
    {
        var updatedUtc = examples.Count > 0 ? examples.Max(e => e.RevisedUtc!.Value) : DateTime.UnixEpoch;
        return new(new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xml + "lang", "sv"),
            new XAttribute(XNamespace.Xml + "base", $"{site}/"),
            new XElement(Atom + "id", NamedId(site + Path)),
            new XElement(Atom + "title", texts["GoodExamples.FeedTitle"]),
            new XElement(Atom + "subtitle", texts["GoodExamples.Lead"]),
            new XElement(Atom + "updated", SwedishTime.Iso(updatedUtc)),
            new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("type", "application/atom+xml"), new XAttribute("href", site + Path)),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("type", "text/html"), new XAttribute("href", $"{site}/goda-exempel")),
            examples.Select(e => Entry(e, site, texts))));
    }

    private static async Task<IResult> GetAsync(HttpContext http, AppDb db, CurrentUser user, ITexts texts, TimeProvider clock, IConfiguration configuration, CancellationToken ct)
    {
        var request = http.Request;
        var site = configuration["Site:PublicUrl"] is { Length: > 0 } given ? given.TrimEnd('/') : $"{request.Scheme}://{request.Host}{request.PathBase}";
        var examples = await db.Told(clock.GetUtcNow().UtcDateTime).NewestFirst().Take(Most).ToListAsync(ct);

        using var buffer = new MemoryStream();
        await using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            await Write(examples, site, texts.In("sv")).SaveAsync(writer, ct);
        }

        var bytes = buffer.ToArray();
        http.Response.Headers.CacheControl = user.Viewer.IsSignedIn ? "private, no-cache" : "public, max-age=300";
        return Results.Bytes(
            bytes,
            "application/atom+xml; charset=utf-8",
            lastModified: examples.Count > 0 ? new DateTimeOffset(examples.Max(e => e.RevisedUtc!.Value)) : null,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\""));
    }

    private static XElement Entry(GoodExample example, string site, ITexts texts)
    {
        var body = example.Published!;
        var address = $"{site}/goda-exempel/{example.Slug}";
        return new(
            Atom + "entry",
            new XElement(Atom + "id", $"urn:uuid:{example.Id.Value:D}"),
            new XElement(Atom + "title", Clean(body.Title)),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("type", "text/html"), new XAttribute("href", address)),
            new XElement(Atom + "published", SwedishTime.Iso(example.PublishedUtc!.Value)),
            new XElement(Atom + "updated", SwedishTime.Iso(example.RevisedUtc!.Value)),
            new XElement(Atom + "author", new XElement(Atom + "name", Clean(body.Behind()))),
            body.Area.Length > 0 ? new XElement(Atom + "category", new XAttribute("term", Clean(body.Area))) : null,
            new XElement(Atom + "summary", Clean(body.Lead)),
            new XElement(Atom + "content", new XAttribute("type", "html"), Clean(Html(body, site, texts))));
    }

    private static string Html(GoodExampleBody body, string site, ITexts texts)
    {
        var html = new StringBuilder();
        Section("GoodExample.Solution", body.Solution);
        Section("GoodExample.Benefit", body.Benefit);
        Section("GoodExample.Development", body.Development);
        Section("GoodExample.Spread", body.Spread);
        return html.ToString();

        void Section(string heading, string markdown)
        {
            if (!string.IsNullOrWhiteSpace(markdown))
            {
                html.Append("<h2>").Append(System.Net.WebUtility.HtmlEncode(texts[heading])).Append("</h2>\n").Append(MarkdownText.ToHtml(markdown, site));
            }
        }
    }

    // A control character pasted from a word processor would make the whole feed unreadable.
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value)));

    // RFC 9562, version 8: a UUID of our own making, here from the feed's address, so that two municipalities' feeds differ.
    private static string NamedId(string address)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(address))[..16];
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0F) | 0x80), (byte)((bytes[8] & 0x3F) | 0x80));
        return $"urn:uuid:{new Guid(bytes, bigEndian: true):D}";
    }
}
