using System.Net;

namespace IntranetInnovation.TestKit;

/// <summary>Follows every link from one page on, as one visitor, and looks at every address on the way.</summary>
/// <param name="Pages">Pages seen, by path.</param>
/// <param name="Escapes">Addresses on our own site that lie outside the prefix, with the page they stand on.</param>
/// <param name="Broken">Links, scripts, styles and pictures that do not answer 200, with the page they stand on.</param>
public sealed record Crawl(IReadOnlyDictionary<string, Page> Pages, IReadOnlyList<string> Escapes, IReadOnlyList<string> Broken)
{
    /// <summary>Crawls. Links are followed with GET only, so nothing is changed on the way.</summary>
    public static async Task<Crawl> FromAsync(Visitor visitor, string start, string prefix, int atMost)
    {
        var pages = new Dictionary<string, Page>();
        var (escapes, broken) = (new List<string>(), new List<string>());
        var known = new HashSet<string> { start };
        var queue = new Queue<(string Path, string From)>([(start, "")]);
        while (queue.Count > 0 && pages.Count < atMost)
        {
            var (path, from) = queue.Dequeue();
            using var answer = await visitor.GetAsync(path);
            var html = answer.Content.Headers.ContentType?.MediaType == "text/html" && answer.StatusCode == HttpStatusCode.OK;
            if ((int)answer.StatusCode >= 400)
            {
                broken.Add($"{path} ({(int)answer.StatusCode}) on {from}");
            }
            else if (answer.Headers.Location?.ToString() is { } to)
            {
                Look(to, path, follow: true);
            }
            else if (html)
            {
                var page = pages[path] = await Page.ReadAsync(answer.StatusCode, path, await answer.Content.ReadAsStringAsync(), []);
                foreach (var (address, follow) in Addresses(page))
                {
                    Look(address, path, follow);
                }
            }
        }

        return new(pages, escapes, broken);

        void Look(string address, string from, bool follow)
        {
            if (!Uri.TryCreate(new Uri("http://localhost" + from), address, out var uri) || uri.Host != "localhost" || uri.Scheme is not ("http" or "https"))
            {
                return;
            }

            if (prefix.Length > 0 && uri.AbsolutePath != prefix && !uri.AbsolutePath.StartsWith(prefix + "/", StringComparison.Ordinal))
            {
                escapes.Add($"{address} on {from}");
            }
            else if (follow && known.Add(uri.PathAndQuery))
            {
                queue.Enqueue((uri.PathAndQuery, from));
            }
        }
    }

    // Forms that post are only looked at: their address is that of a page, or is walked by Routes.
    private static IEnumerable<(string Address, bool Follow)> Addresses(Page page) =>
        page.Document.QuerySelectorAll("a[href], link[href], script[src], img[src], form[action], [formaction]")
            .Select(e => (e.GetAttribute("href") ?? e.GetAttribute("src") ?? e.GetAttribute("formaction") ?? e.GetAttribute("action")!, e.LocalName is not ("form" or "button" or "input")))
            .Where(a => a.Item1.Length > 0 && a.Item1[0] != '#');
}
