using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Security.Tests;

/// <summary>
/// S1, S3, S5, S13, S22: every form that links lead to is filled in badly, as each kind of person. Nothing fails, what was refused is still in the form, and afterwards no page
/// of the system has become anything but text.
/// </summary>
public abstract class FormFuzzTests(TestHost host)
{
    private static readonly string[] People = Repository.Long
        ? ["medarbetare", "chef", "handlaggare", "idelots", "central-idelots", "redaktor", "admin"]
        : ["medarbetare"];

    // What the framework says when nobody has said it better.
    private static readonly string[] English = ["The value ", "The field ", " is not valid", "is required.", "An error occurred"];

    [Fact]
    public async Task No_form_fails_or_loses_what_was_written_and_nothing_becomes_markup()
    {
        var faults = new List<string>();
        var forms = 0;
        foreach (var person in People)
        {
            using var visitor = await host.SignInAsync(person);
            foreach (var path in await PathsAsync(visitor))
            {
                for (var index = 0; ; index++)
                {
                    var page = await visitor.GetPageAsync(path);
                    var open = page.Document.QuerySelectorAll("main form").OfType<IHtmlFormElement>().Where(f => f.Method == "post").ToList();
                    if (index >= open.Count)
                    {
                        break;
                    }

                    forms++;
                    await FillAsync(visitor, path, index, person, faults);
                }
            }
        }

        forms.ShouldBeGreaterThan(Repository.Long ? 15 : 3);
        Summary.Of(faults).ShouldBeEmpty();
        Summary.Of(await MarkupAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Markup_would_be_seen()
    {
        var page = await TestPage($"<main><p title=\"{Nasty.Html}\">{Nasty.Html}</p></main>");
        page.QuerySelectorAll($"[{Nasty.Mark}]").Length.ShouldBeGreaterThan(0);
    }

    private async Task FillAsync(Visitor visitor, string path, int index, string person, List<string> faults)
    {
        // The short run keeps to what has bitten: markup, what no text may hold, and letters of two halves.
        foreach (var text in Repository.Long ? Nasty.Texts : [Nasty.Html, Nasty.Nul, Nasty.Faces])
        {
            foreach (var everything in Repository.Long ? [false, true] : new[] { true })
            {
                // The page anew each time: the last answer may have moved it on.
                var page = await visitor.GetPageAsync(path);
                var forms = page.Document.QuerySelectorAll("main form").OfType<IHtmlFormElement>().Where(f => f.Method == "post").ToList();
                if (index >= forms.Count)
                {
                    return;
                }

                var fields = Fields(forms[index], everything);
                if (fields.Count == 0)
                {
                    continue;
                }

                forms[index].SetAttribute("data-this", "1");
                var what = $"{path} form {index} as {person} with {text[..Math.Min(text.Length, 20)]}{(everything ? " everywhere" : "")}";
                try
                {
                    var answer = await visitor.SubmitAsync(page, fields.ToDictionary(f => f, string? (_) => text), form: "[data-this]");
                    faults.AddRange(Faults(answer, page.Path, fields, text, everything).Select(f => $"{what}: {f}"));
                }
                catch (InvalidOperationException e)
                {
                    faults.Add($"{what}: {e.Message[..Math.Min(e.Message.Length, 600)]}");
                }
            }
        }
    }

    private static IEnumerable<string> Faults(Page answer, string from, IReadOnlyList<string> fields, string text, bool everything)
    {
        if ((int)answer.Status >= 500)
        {
            yield return $"answered {(int)answer.Status}";
        }

        if (answer.Document.QuerySelector($"[{Nasty.Mark}]") is not null)
        {
            yield return "became markup";
        }

        foreach (var words in English.Where(w => answer.Text.Contains(w, StringComparison.Ordinal)))
        {
            yield return $"says “{words}” in English";
        }

        // Refused and shown again: what people wrote themselves must stand there. (Hidden fields that somebody has spoilt are another matter.)
        if (!everything && answer.Path.Split('?')[0] == from.Split('?')[0] && answer.Document.QuerySelector("[role=alert]") is not null)
        {
            foreach (var field in fields.Where(f => answer.Document.QuerySelector($"input[type=password][name='{f}']") is null && answer.ValueOf(f) is { } value && Same(value) != Same(text)))
            {
                yield return $"lost {field}";
            }
        }
    }

    private static List<string> Fields(IHtmlFormElement form, bool everything) =>
    [
        .. form.Elements.OfType<IHtmlElement>().Where(e => e switch
        {
            IHtmlTextAreaElement => true,
            IHtmlInputElement { Name: "__RequestVerificationToken" } => false,
            IHtmlInputElement { Type: "text" or "search" or "email" or "url" or "password" or "tel" } => true,
            IHtmlInputElement { Type: "submit" or "button" or "image" or "reset" or "file" } => false,
            IHtmlInputElement or IHtmlSelectElement => everything,
            _ => false,
        }).Select(e => e.GetAttribute("name")).OfType<string>().Where(n => n.Length > 0).Distinct(),
    ];

    private async Task<List<string>> MarkupAsync()
    {
        await host.DrainAsync();
        var found = new List<string>();
        var shown = false;
        foreach (var person in (string?[])[null, .. People, "ledning"])
        {
            using var visitor = host.Visit();
            if (person is not null)
            {
                using var answer = await visitor.PostFormAsync("/dev/sign-in", new() { ["person"] = person });
                if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
                {
                    continue; // Somebody was told to leave by one of the administrator's forms.
                }
            }

            var crawl = await Crawl.FromAsync(visitor, "/", "", atMost: 120);
            found.AddRange(crawl.Pages.Values.Where(p => p.Document.QuerySelector($"[{Nasty.Mark}]") is not null).Select(p => $"{p.Path} as {person}"));
            found.AddRange(crawl.Broken.Select(b => $"{b} as {person}"));
            found.AddRange(crawl.Pages.Values.SelectMany(p => p.Document.QuerySelectorAll("a[href], img[src]"), (p, e) => (p, Address: e.GetAttribute("href") ?? e.GetAttribute("src")!))
                .Where(a => a.Address.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || a.Address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
                .Select(a => $"{a.p.Path} links to {a.Address}"));
            shown |= crawl.Pages.Values.Any(p => p.Text.Contains($"<img {Nasty.Mark}", StringComparison.Ordinal));
        }

        shown.ShouldBeTrue("It was accepted somewhere and is shown as the text that it is");
        return found;
    }

    // Two of each kind are enough: ten proposals are one page with other words in it.
    private static async Task<IReadOnlyList<string>> PathsAsync(Visitor visitor)
    {
        var crawl = await Crawl.FromAsync(visitor, "/", "", atMost: Repository.Long ? 300 : 80);
        return [.. crawl.Pages.Where(p => p.Value.Document.QuerySelector("main form[method=post]") is not null).Select(p => p.Key)
            .GroupBy(p => (p.Split('?')[0].Split('/')[1], p.Split('?')[0].Count('/'), p.Split('?')[0].Split('/')[^1].Any(char.IsDigit) ? "" : p.Split('?')[0].Split('/')[^1]))
            .SelectMany(g => g.Take(Repository.Long ? 5 : 1))];
    }

    // A browser writes line ends its own way, and a NUL never comes back from HTML.
    private static string Same(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Replace("\uFFFD", "", StringComparison.Ordinal).Trim();

    private static Task<IDocument> TestPage(string html) => AngleSharp.BrowsingContextExtensions.OpenAsync(AngleSharp.BrowsingContext.New(AngleSharp.Configuration.Default), r => r.Content(html));
}

public sealed class SqliteFormFuzzTests(SqliteHost host) : FormFuzzTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresFormFuzzTests(PostgresHost host) : FormFuzzTests(host), IClassFixture<PostgresHost>;
