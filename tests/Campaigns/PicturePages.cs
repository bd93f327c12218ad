using System.Net;
using System.Net.Http.Headers;
using IntranetInnovation.Campaigns.Pictures;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Campaigns.Tests;

public abstract class PicturePages(TestHost host)
{
    [Fact]
    public async Task A_picture_is_chosen_for_the_draft_and_shown_when_it_is_published()
    {
        await StoreAsync("med-bild", isExternal: true);
        using var editor = await host.SignInAsync("redaktor");
        using var citizen = host.Visit();
        var saved = await UploadAsync(editor, "med-bild", Pictures.Png(40, 30, Pictures.Chunk("tEXt", "Anna Andersson")), "Två elever planterar ett träd");
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());
        (await StatusAsync(citizen, "/kampanjer/med-bild/bild")).ShouldBe(HttpStatusCode.NotFound, "it is in the draft only");
        (await StatusAsync(editor, "/kampanjer/med-bild/bild?utkast")).ShouldBe(HttpStatusCode.OK);

        await editor.SubmitAsync(await editor.GetPageAsync("/admin/kampanjer/med-bild"), button: "button[formaction*='handler=Publish']");
        var image = (await citizen.GetPageAsync("/kampanjer/med-bild")).Document.QuerySelector(".k-hero img")!;
        image.GetAttribute("alt").ShouldBe("Två elever planterar ett träd");
        using var answer = await citizen.GetAsync(image.GetAttribute("src")!);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Pictures.Png(40, 30), "what was written in it is gone");
        using var other = await citizen.GetAsync("/kampanjer/med-bild/bild?v=another");
        other.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_the_pictures_that_are_shown_are_kept()
    {
        await StoreAsync("byter-bild", isExternal: false);
        using var editor = await host.SignInAsync("redaktor");
        for (var n = 1; n <= 3; n++)
        {
            using var answer = await UploadAsync(editor, "byter-bild", Pictures.Png(40 + n, 30), "En bild");
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        (await StoredAsync("byter-bild")).ShouldBe(1);
        await editor.SubmitAsync(await editor.GetPageAsync("/admin/kampanjer/byter-bild/bild"), form: "form[action*='Remove']");
        (await StoredAsync("byter-bild")).ShouldBe(0);
    }

    [Fact]
    public async Task A_script_called_png_a_picture_without_words_and_a_large_one_are_refused_beside_the_field()
    {
        await StoreAsync("fel-bild", isExternal: false);
        using var editor = await host.SignInAsync("redaktor");
        using var script = await UploadAsync(editor, "fel-bild", "<svg onload=alert(1)>"u8.ToArray(), "En bild");
        (script.StatusCode, await script.Content.ReadAsStringAsync()).ShouldSatisfyAllConditions(
            a => a.StatusCode.ShouldBe(HttpStatusCode.OK), a => a.Item2.ShouldContain("ingen bild som vi kan visa"), a => a.Item2.ShouldContain("value=\"En bild\""));
        using var wordless = await UploadAsync(editor, "fel-bild", Pictures.Png(40, 30), "");
        (await wordless.Content.ReadAsStringAsync()).ShouldContain("Beskriv vad bilden visar");
        using var large = await UploadAsync(editor, "fel-bild", new byte[PictureFile.MaxBytes + 1], "En bild");
        (await large.Content.ReadAsStringAsync()).ShouldContain("högst 5 MB");
        using var decoration = await UploadAsync(editor, "fel-bild", Pictures.Png(40, 30), "", decorative: true);
        decoration.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_file_of_a_hundred_megabytes_is_answered_before_it_is_read()
    {
        await StoreAsync("stor-bild", isExternal: false);
        using var editor = await host.SignInAsync("redaktor");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/kampanjer/stor-bild/bild") { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        request.Content.Headers.ContentLength = 100 * 1024 * 1024;
        using var answer = await editor.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_picture_for_a_text_that_somebody_has_changed_is_not_stored()
    {
        await StoreAsync("andrad-text", isExternal: false);
        using var editor = await host.SignInAsync("redaktor");
        using var answer = await UploadAsync(editor, "andrad-text", Pictures.Png(40, 30), "En bild", version: "17");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await StoredAsync("andrad-text")).ShouldBe(0);
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> UploadAsync(Visitor editor, string slug, byte[] file, string alt, bool decorative = false, string? version = null)
    {
        var path = $"/admin/kampanjer/{slug}/bild";
        var form = await editor.GetPageAsync(path);
        var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var fields = new MultipartFormDataContent
        {
            { new StringContent(form.ValueOf("__RequestVerificationToken")!), "__RequestVerificationToken" },
            { new StringContent(version ?? form.ValueOf("Input.Version")!), "Input.Version" },
            { new StringContent(alt), "Input.Alt" },
            { new StringContent(decorative ? "true" : "false"), "Input.Decorative" },
            { content, "Upload", "bild.png" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = fields };
        return await editor.SendAsync(request);
    }

    private async Task<int> StoredAsync(string slug) => await host.ReadAsync(async db =>
    {
        var campaign = await db.Set<Campaign>().SingleAsync(c => c.Slug == slug);
        return await db.Set<StoredPicture>().CountAsync(p => p.CampaignId == campaign.Id);
    });

    private Task StoreAsync(string slug, bool isExternal) => host.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        db.Add(Campaign.Create(slug, Bodies.Fine with { IsExternal = isExternal }, by: null, host.Clock.NowUtc).Value);
        return await db.SaveChangesAsync();
    });
}

public sealed class SqlitePicturePages(SqliteHost host) : PicturePages(host), IClassFixture<SqliteHost>;

public sealed class PostgresPicturePages(PostgresHost host) : PicturePages(host), IClassFixture<PostgresHost>;
