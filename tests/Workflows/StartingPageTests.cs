using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteStartingPageTests(SqliteHost host) : StartingPageTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresStartingPageTests(PostgresHost host) : StartingPageTests(host), IClassFixture<PostgresHost>;

/// <summary>New workflow types: blank, from templates, copied, read in and written out.</summary>
public abstract class StartingPageTests(TestHost host)
{
    private const string New = "/admin/arbetsfloden/nytt";

    [Fact]
    public async Task Every_template_can_be_published_as_it_is()
    {
        using var admin = await host.SignInAsync("admin");
        var page = await admin.GetPageAsync(New);
        var templates = page.Document.QuerySelectorAll("[name=Template]").Select(t => t.GetAttribute("value")!).Where(t => t.Length > 0).ToList();
        templates.Count.ShouldBe(6);

        foreach (var template in templates)
        {
            var edit = await admin.SubmitAsync(page, new() { ["Name"] = $"Prov {template}", ["Template"] = template });
            edit.Heading.ShouldBe($"Redigera Prov {template}");
            edit.Text.ShouldNotContain("Fel som måste rättas", Case.Sensitive, template);
            edit.Text.ShouldNotContain("leder ingenstans", Case.Sensitive, template);
            edit.Text.ShouldNotContain("så det steget tas aldrig", Case.Sensitive, template);
            var trial = await admin.SubmitAsync(await admin.GetPageAsync(edit.Path.Replace("/redigera", "/prova", StringComparison.Ordinal)), new() { ["Values[source]"] = "citizen" });
            trial.Text.ShouldContain("Vad händer?", Case.Sensitive, template);
            trial.Text.ShouldNotContain("Här skulle flödet stanna", Case.Sensitive, template);
        }
    }

    [Fact]
    public async Task From_blank_an_administrator_builds_publishes_and_a_proposal_would_follow_it()
    {
        using var admin = await host.SignInAsync("admin");
        (await admin.SubmitAsync(await admin.GetPageAsync(New), new() { ["Name"] = " " })).Text.ShouldContain("Skriv ett namn");
        var edit = await admin.SubmitAsync(await admin.GetPageAsync(New), new() { ["Name"] = "Byggt från början" });
        edit.Text.ShouldContain("Arbetsflödet har inga steg än");

        var step = await AddAsync(admin, edit.Path + "/lagg-till", "ProposalSubmittedEvent");
        edit = await admin.SubmitAsync(step);
        step = await AddAsync(admin, edit.Links.First(l => l.Contains("utfall=Done", StringComparison.Ordinal)), "AssignTask");
        edit = await admin.SubmitAsync(step, new() { ["f.To.0.rule"] = "central-coach" });
        step = await AddAsync(admin, edit.Links.Last(l => l.Contains("utfall=Done", StringComparison.Ordinal)), "UserTaskEvent");
        edit = await admin.SubmitAsync(step, new() { ["f.Title"] = "Bestäm", ["f.Form"] = "decision" });
        edit.Text.ShouldContain("Svar att välja mellan: Godkänt, Avslaget", Case.Sensitive, "the page's own answers");
        var type = await admin.SubmitAsync(await admin.GetPageAsync(edit.Path.Replace("/redigera", "/publicera", StringComparison.Ordinal)));

        type.Text.ShouldContain("Aktivt, version 1");
        var trial = await admin.SubmitAsync(await admin.GetPageAsync(type.Path + "/prova"));
        trial.Text.ShouldContain("Bestäm");
        await admin.SubmitAsync(type, form: "form[action*=Disable]");
    }

    [Fact]
    public async Task What_Orchard_exported_is_read_in_shown_kept_and_written_out_member_for_member()
    {
        using var admin = await host.SignInAsync("admin");
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "orchard-workflow-types.json"));
        var written = JsonNode.Parse(text, null, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!["data"]!.AsArray();

        await admin.SubmitAsync(await admin.GetPageAsync(New), new() { ["Text"] = $$"""{ "steps": [ { "name": "workflowtype", "data": {{written.ToJsonString()}} } ] }""" }, form: "form[action*=Import]");

        foreach (var type in written)
        {
            var path = $"/admin/arbetsfloden/{type!["WorkflowTypeId"]}";
            var edit = await admin.GetPageAsync(path + "/redigera");
            edit.Document.QuerySelectorAll(".k-flow__step").Length.ShouldBe(type["Activities"]!.AsArray().Count);
            edit.Text.ShouldContain("finns inte i det här systemet. Det sparas");
            (await admin.GetPageAsync(path + "/publicera")).Document.QuerySelector("main button").ShouldBeNull("it cannot be published here");
            var step = await admin.GetPageAsync($"{path}/redigera/{type["Activities"]![0]!["ActivityId"]}");
            step.Document.QuerySelector("pre").ShouldNotBeNull("an unknown step is shown as it is written");
            await admin.SubmitAsync(step);

            using var file = await admin.GetAsync(path + "/exportera?handler=File");
            var out1 = JsonNode.Parse(await file.Content.ReadAsStringAsync())!["steps"]![0]!["data"]![0]!;
            JsonNode.DeepEquals(out1, type).ShouldBeTrue($"{path} comes back as it came");
        }

        var again = await admin.SubmitAsync(await admin.GetPageAsync(New), new() { ["Text"] = written[0]!.ToJsonString() }, form: "form[action*=Import]");
        again.Text.ShouldContain("har redan ett utkast");
        again.ValueOf("Text").ShouldNotBeNullOrEmpty("what was pasted is kept");
    }

    [Fact]
    public async Task Exported_texts_never_become_script_and_a_drawing_that_ends_orchard_is_refused()
    {
        using var admin = await host.SignInAsync("admin");
        var loop = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "orchard-loop.json"));
        var edit = await admin.SubmitAsync(await admin.GetPageAsync(New), new() { ["Text"] = loop }, form: "form[action*=Import]");
        var export = await admin.GetPageAsync(edit.Path.Replace("/redigera", "/exportera", StringComparison.Ordinal));
        export.Text.ShouldContain("Före ”Det som kommer först” finns en slinga.");
        using var none = await admin.GetAsync(export.Path + "?handler=File");
        ((int)none.StatusCode).ShouldBe(404);

        var type = Drawing.Type(Drawing.Begin(), ("UserTaskEvent", new { Title = "[js: 6*7]", Actions = new[] { "[file:text('x')]", "ja" }, Deep = new { Er = new[] { "[ js : variables('x') ]", "[inget skript]" } } }));
        type["WorkflowTypeId"] = "4skr1pt0000000000000000001";
        type["Name"] = "[js: uuid()]";
        edit = await admin.SubmitAsync(await admin.GetPageAsync(New), new() { ["Text"] = type.ToJsonString() }, form: "form[action*=Import]");
        using var file = await admin.GetAsync(edit.Path.Replace("/redigera", "/exportera?handler=File", StringComparison.Ordinal));
        var json = await file.Content.ReadAsStringAsync();

        json.ShouldContain("[inget skript]");
        foreach (var text in Texts(JsonNode.Parse(json)))
        {
            (text.StartsWith('[') && text.EndsWith(']') && text.Contains(':', StringComparison.Ordinal)).ShouldBeFalse(text);
        }
    }

    [Fact]
    public async Task What_is_no_workflow_is_refused_with_a_sentence_and_a_copy_has_ids_of_its_own()
    {
        using var admin = await host.SignInAsync("admin");
        foreach (var (text, said) in new[] { ("{", "går inte att läsa"), ("[]", "innehåller inget arbetsflöde"), ("""{ "Name": "x" }""", "saknar id eller namn"), ("""{ "steps": [] }""", "innehåller inget arbetsflöde") })
        {
            (await admin.SubmitAsync(await admin.GetPageAsync(New), new() { ["Text"] = text }, form: "form[action*=Import]")).Text.ShouldContain(said, Case.Sensitive, text);
        }

        var edit = await admin.SubmitAsync(await admin.GetPageAsync("/admin/arbetsfloden/4standardber3dn1ng0000000f"), form: "form[action*=Copy]");
        edit.Heading.ShouldBe("Redigera Kopia av Standardberedning");
        edit.Html.ShouldNotContain("4standardr0ut1ng");
        edit.Text.ShouldNotContain("Fel som måste rättas");
        var discarded = await admin.SubmitAsync(await admin.GetPageAsync(edit.Path.Replace("/redigera", "", StringComparison.Ordinal)), form: "form[action*=Discard]");
        discarded.Text.ShouldNotContain("Kopia av Standardberedning");
    }

    private static async Task<Page> AddAsync(Visitor admin, string path, string activity) => await admin.SubmitAsync(await admin.GetPageAsync(path), button: $"button[value={activity}]");

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Texts(m.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
