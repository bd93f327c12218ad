using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IntranetInnovation.Proposals.Attachments;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>S4, S8, S20, S22: files on a saved draft, and who gets at them.</summary>
public abstract class AttachmentTests(TestHost host)
{
    [Fact]
    public async Task A_file_is_added_to_a_draft_shown_on_the_proposal_and_downloaded_as_a_download()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var files = await DraftAsync(staff, "Med bilagor");
        var added = await UploadAsync(staff, files, "<svg onload=alert(1)>.png", Sample.Png);
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await UploadAsync(staff, files, "underlag.pdf", Sample.Pdf)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var list = await staff.GetPageAsync(files);
        list.Text.ShouldContain("<svg onload=alert(1)>.png");
        list.Html.ShouldNotContain("<svg onload", Case.Insensitive, "The name is encoded in the list");
        var form = await staff.GetPageAsync("/forslag/nytt?utkast=" + files.Split('/')[3]);
        form.Html.ShouldNotContain("<svg onload", Case.Insensitive, "and on the form");

        var sent = await staff.SubmitAsync(form, new() { ["Input.Problem"] = "p", ["Input.Solution"] = "l" }, button: "button.btn-lg[value=lamna]");
        sent.Text.ShouldContain("underlag.pdf");
        sent.Html.ShouldNotContain("<svg onload", Case.Insensitive);

        using var colleague = await host.SignInAsync("medarbetare2");
        foreach (var link in sent.Links.Where(l => l.Contains("/bilagor/", StringComparison.Ordinal)))
        {
            using var file = await colleague.GetAsync(link);
            file.StatusCode.ShouldBe(HttpStatusCode.OK);
            file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            file.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            file.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
            (await file.Content.ReadAsStringAsync()).ShouldNotContain("Anna");
        }

        var pdf = sent.Links.Last(l => l.Contains("/bilagor/", StringComparison.Ordinal));
        using var inline = await colleague.GetAsync(pdf + "?visa=1");
        inline.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment", "Only a picture is shown in the page");
        var api = await colleague.GetJsonAsync("/api/v1/proposals/" + sent.Path.Split('/')[2].Split('?')[0]);
        api.GetProperty("attachments").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_draft_s_file_is_reached_by_nobody_else()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var files = await DraftAsync(staff, "Bara min");
        await UploadAsync(staff, files, "min.pdf", Sample.Pdf);
        var page = await staff.GetPageAsync(files);
        var link = page.Links.Single(l => l.Contains("/bilagor/", StringComparison.Ordinal));
        foreach (var person in new[] { "medarbetare2", "chef", "admin", "central-idelots" })
        {
            using var other = await host.SignInAsync(person);
            (await other.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound, person);
            (await other.GetPageAsync(files)).Status.ShouldBe(HttpStatusCode.NotFound, person);
            var token = (await other.GetPageAsync("/forslag/nytt")).ValueOf("__RequestVerificationToken")!;
            (await UploadAsync(other, files, "annans.pdf", Sample.Pdf, token)).StatusCode.ShouldBe(HttpStatusCode.NotFound, person);
            using var removed = await other.PostFormAsync(
                files + "?handler=Remove", new() { ["attachment"] = link.Split('/')[^1], ["__RequestVerificationToken"] = token });
            removed.StatusCode.ShouldBe(HttpStatusCode.NotFound, person);
        }

        (await staff.GetPageAsync(files)).Links.ShouldContain(link, "Nobody took it away");
        using var nobody = host.Visit();
        (await nobody.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_confidential_proposal_s_file_is_reached_by_those_concerned_alone()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var files = await DraftAsync(staff, "Hemlig ritning");
        await UploadAsync(staff, files, "ritning.pdf", Sample.Pdf);
        var link = (await staff.GetPageAsync(files)).Links.Single(l => l.Contains("/bilagor/", StringComparison.Ordinal));
        var form = await staff.GetPageAsync("/forslag/nytt?utkast=" + files.Split('/')[3]);
        await staff.SubmitAsync(
            form, new() { ["Input.Problem"] = "p", ["Input.Solution"] = "l", ["Input.Confidential"] = "true", ["Input.ConfidentialReason"] = "Ny" }, button: "button.btn-lg[value=lamna]");

        using var coach = await host.SignInAsync("idelots");
        (await coach.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var admin = await host.SignInAsync("admin");
        (await admin.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await UploadAsync(staff, files, "sen.pdf", Sample.Pdf, form.ValueOf("__RequestVerificationToken"))).StatusCode.ShouldBe(HttpStatusCode.NotFound, "What was handed in stands");
    }

    [Fact]
    public async Task A_script_named_png_is_refused_with_a_word_and_nothing_is_lost()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var files = await DraftAsync(staff, "Skriptet");
        using var answer = await UploadAsync(staff, files, "bild.png", Encoding.UTF8.GetBytes("<script>alert(1)</script>"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("stämmer innehållet inte med namnet");
        (await staff.GetPageAsync("/forslag/nytt?utkast=" + files.Split('/')[3])).ValueOf("Input.Title").ShouldBe("Skriptet");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_answered_413_in_swedish_and_the_draft_is_whole()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var files = await DraftAsync(staff, "Stor fil");
        using var answer = await UploadAsync(staff, files, "stor.pdf", [.. Sample.Pdf, .. new byte[Attachment.MaxBytes + 100_000]]);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<h1>");
        var form = await staff.GetPageAsync("/forslag/nytt?utkast=" + files.Split('/')[3]);
        form.ValueOf("Input.Title").ShouldBe("Stor fil");
        (await staff.GetPageAsync(files)).Text.ShouldContain("Inga bilagor än.");
    }

    [Fact]
    public async Task A_picture_comes_back_without_where_it_was_taken_and_by_whom()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var files = await DraftAsync(staff, "Bilder");
        foreach (var (name, picture) in new[] { ("a.jpg", Sample.Jpeg()), ("b.webp", Sample.WebP), ("c.png", Sample.Png) })
        {
            (await UploadAsync(staff, files, name, picture)).StatusCode.ShouldBe(HttpStatusCode.Redirect, name);
        }

        var links = (await staff.GetPageAsync(files)).Links.Where(l => l.Contains("/bilagor/", StringComparison.Ordinal)).ToList();
        links.Count.ShouldBe(3);
        foreach (var link in links)
        {
            using var file = await staff.GetAsync(link);
            Encoding.Latin1.GetString(await file.Content.ReadAsByteArrayAsync()).ShouldNotContain("Anna", customMessage: link);
        }
    }

    [Fact]
    public async Task A_file_just_over_the_limit_is_refused_at_its_field()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var files = await DraftAsync(staff, "Nästan");
        using var answer = await UploadAsync(staff, files, "stor.pdf", [.. Sample.Pdf, .. new byte[Attachment.MaxBytes - Sample.Pdf.Length + 1]]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("Filen är för stor. En bilaga får vara högst 10 MB.");
        (await staff.GetPageAsync(files)).Text.ShouldContain("Inga bilagor än.");
        (await UploadAsync(staff, files, "stor.pdf", [.. Sample.Pdf, .. new byte[Attachment.MaxBytes - Sample.Pdf.Length]])).StatusCode.ShouldBe(HttpStatusCode.Redirect, "but the largest is taken");
    }

    [Fact]
    public async Task Fourteen_files_at_once_are_at_most_ten()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var files = await DraftAsync(staff, "Många filer");
        var token = (await staff.GetPageAsync(files)).ValueOf("__RequestVerificationToken");
        await Task.WhenAll(Enumerable.Range(0, 14).Select(i => UploadAsync(staff, files, $"{i}.pdf", Sample.Pdf, token)));
        var key = new Contracts.ProposalId(Guid.Parse(files.Split('/')[3]));
        var (rows, contents) = await host.ReadAsync(async db =>
            (await db.Set<Attachment>().CountAsync(a => a.ProposalId == key), await db.Set<AttachmentContent>().CountAsync(a => a.ProposalId == key)));
        rows.ShouldBeInRange(1, Attachment.Most);
        contents.ShouldBe(rows);

        var page = await staff.GetPageAsync(files);
        var fewer = await staff.SubmitAsync(page, form: "main li form");
        fewer.Text.ShouldContain("Filen är borttagen.");
        (await host.ReadAsync(db => db.Set<AttachmentContent>().CountAsync(a => a.ProposalId == key))).ShouldBe(rows - 1);
    }

    private static async Task<string> DraftAsync(Visitor visitor, string title)
    {
        var form = await visitor.GetPageAsync("/forslag/nytt");
        var files = await visitor.SubmitAsync(form, new() { ["Input.Title"] = title }, button: "button[value=bilagor]");
        files.Path.ShouldStartWith("/forslag/utkast/");
        return files.Path;
    }

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, string path, string name, byte[] content, string? token = null)
    {
        token ??= (await visitor.GetPageAsync(path)).ValueOf("__RequestVerificationToken");
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { new StringContent(token!), "__RequestVerificationToken" }, { file, "File", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        return await visitor.SendAsync(request);
    }
}

public sealed class SqliteAttachmentTests(SqliteHost host) : AttachmentTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresAttachmentTests(PostgresHost host) : AttachmentTests(host), IClassFixture<PostgresHost>;
