using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteEditorPageTests(SqliteHost host) : EditorPageTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresEditorPageTests(PostgresHost host) : EditorPageTests(host), IClassFixture<PostgresHost>;

/// <summary>The list view, without script: what a keyboard and a screen reader can do.</summary>
public abstract class EditorPageTests(TestHost host)
{
    private const string Type = "/admin/arbetsfloden/4standardber3dn1ng0000000f";
    private const string Edit = Type + "/redigera";
    private const string Decision = "4standardr0ut1ng0000000007";
    private const string Condition = "4standardr0ut1ng0000000003";
    private const string Assign = "4standardr0ut1ng0000000005";

    [Fact]
    public async Task Complaint_2_an_administrator_puts_a_step_in_between_tries_the_checks_publishes_and_reads_who_did_what()
    {
        using var admin = await StartAsync();
        var list = await admin.GetPageAsync(Edit);
        list.Text.ShouldContain("Inget är ändrat sedan den senaste versionen.");
        list.Text.ShouldContain("Närmaste chef, Förvaltningens handläggare, Förvaltningens idélots, Den centrala idélotsen");
        list.Text.ShouldContain("Bara för berörda är Ja");

        var catalog = await admin.GetPageAsync(list.Links.First(l => l.Contains($"efter={Assign}", StringComparison.Ordinal)));
        catalog.Text.ShouldContain("Efter ”Närmaste chef, annars handläggare”, när resultatet är ”Klart”");
        var found = await admin.GetPageAsync($"{catalog.Path}&sok=meddel");
        found.Text.ShouldNotContain("Utse ansvarig");
        var step = await admin.SubmitAsync(found, button: "button[value=NotifyTask]");
        step.Text.ShouldContain("I ”Skicka meddelande” saknas Vem som får meddelandet.");

        var publish = await admin.GetPageAsync(Type + "/publicera");
        publish.Text.ShouldContain("Fel som måste rättas före publicering (2)");
        publish.Document.QuerySelector("main button").ShouldBeNull("errors block publishing");

        list = await admin.SubmitAsync(step, new() { ["Title"] = "Tala om för chefen", ["f.To.0.rule"] = "assignee", ["f.Template"] = "general" });
        list.Text.ShouldContain("Tala om för chefen");
        list.Text.ShouldContain("Den som ansvarar för förslaget");
        publish = await admin.GetPageAsync(Type + "/publicera");
        publish.Text.ShouldContain("Steget ”Tala om för chefen” (Skicka meddelande) har lagts till.");
        publish.Text.ShouldContain("Från ”Närmaste chef, annars handläggare” leder ”Klart” nu till ”Tala om för chefen” i stället för ”Status: Tilldelat”.");

        var done = await admin.SubmitAsync(publish, new() { ["Note"] = "Chefen vill veta" });

        done.Text.ShouldContain("Aktivt, version 2");
        var history = await admin.GetPageAsync(Type + "/versioner");
        history.Text.ShouldContain("Chefen vill veta");
        history.Text.ShouldContain("publicerade version 2.");
        history.Text.ShouldContain("Från Version 1 till Version 2");
        history.Text.ShouldContain("Steget ”Tala om för chefen” (Skicka meddelande) har lagts till.");
        await admin.SubmitAsync(history, form: "form:has(input[name=number][value='1'])");
        (await admin.GetPageAsync(Edit)).Text.ShouldNotContain("Tala om för chefen", Case.Sensitive, "the old version is back as a draft");
    }

    [Fact]
    public async Task What_was_typed_is_there_again_when_something_was_wrong()
    {
        using var admin = await StartAsync();
        var form = await admin.GetPageAsync($"{Edit}/{Decision}");
        form.ValueOf("f.DueWorkingDays").ShouldBe("30");
        form.ValueOf("f.RemindWorkingDays").ShouldBe("5, 0");
        form.ValueOf("f.Form").ShouldBe("decision");

        var again = await admin.SubmitAsync(form, new() { ["Title"] = "Beslut i tid", ["f.DueWorkingDays"] = "trettio", ["f.RemindWorkingDays"] = "5, strax", ["f.Title"] = "Bestäm dig" });

        again.Text.ShouldContain("ska Klart inom så här många arbetsdagar vara ett heltal mellan 0 och 1");
        (again.ValueOf("f.DueWorkingDays"), again.ValueOf("f.RemindWorkingDays"), again.ValueOf("f.Title"), again.ValueOf("Title")).ShouldBe(("trettio", "5, strax", "Bestäm dig", "Beslut i tid"));
        again.Document.QuerySelector(".k-notice--error a[href='#f_DueWorkingDays']").ShouldNotBeNull("a jump to the field");
        (await DraftsAsync()).ShouldBe(0);

        await admin.SubmitAsync(again, new() { ["f.DueWorkingDays"] = "20", ["f.RemindWorkingDays"] = "5, 0" });
        (await admin.GetPageAsync(Type + "/publicera")).Text.ShouldContain("Klart inom så här många arbetsdagar är nu ”20” i stället för ”30”.");
    }

    [Fact]
    public async Task Saving_a_step_as_it_is_changes_nothing()
    {
        using var admin = await StartAsync();
        var list = await admin.GetPageAsync(Edit);

        foreach (var link in list.Document.QuerySelectorAll(".k-flow__step h3 a").Select(a => a.GetAttribute("href")!))
        {
            await admin.SubmitAsync(await admin.GetPageAsync(link));
        }

        (await DraftsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Rules_are_added_moved_and_taken_away_and_a_person_is_found_by_name()
    {
        using var admin = await StartAsync();
        var form = await admin.GetPageAsync($"{Edit}/{Assign}");

        form = await admin.SubmitAsync(form, button: "button[value='add|f.To|']");
        form = await admin.SubmitAsync(form, new() { ["f.To.4.rule"] = "person:", ["f.To.4.who"] = "Finns Inte" });
        form.Text.ShouldContain("Ingen som heter ”Finns Inte” hittades.");
        form.ValueOf("f.To.4.who").ShouldBe("Finns Inte");
        var name = await host.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM organisation_person WHERE user_name = 'chef'").SingleAsync());
        form = await admin.SubmitAsync(form, new() { ["f.To.4.who"] = name }, button: "button[value='up|f.To|4']");
        form.ValueOf("f.To.3.person").ShouldBe("chef", "the only one of that name is chosen");
        form = await admin.SubmitAsync(form, button: "button[value='remove|f.To|1']");
        (await DraftsAsync()).ShouldBe(0, "the small buttons store nothing");

        var list = await admin.SubmitAsync(form);

        list.Text.ShouldContain($"Närmaste chef, Förvaltningens idélots, {name}, Den centrala idélotsen");
        (await DraftAsync()).ShouldContain("\"person:chef\"");
    }

    [Fact]
    public async Task A_person_in_a_rule_is_chosen_among_those_who_are_found_and_one_who_has_left_is_shown_so()
    {
        using var admin = await StartAsync();
        var form = await admin.SubmitAsync(await admin.GetPageAsync($"{Edit}/{Assign}"), button: "button[value='add|f.To|']");

        form = await admin.SubmitAsync(form, new() { ["f.To.4.who"] = "a" }, button: "button[value='find|f.To|4']");
        form.ValueOf("f.To.4.rule").ShouldBe("person:", "whoever searches means a person");
        var found = form.Document.QuerySelectorAll("select[name='f.To.4.person'] option").Select(o => o.GetAttribute("value")).ToList();
        found.Count.ShouldBe(21);
        form = await admin.SubmitAsync(form);
        form.Text.ShouldContain("Flera heter något med ”a”. Välj vem du menar.");
        form.Document.QuerySelectorAll("select[name='f.To.4.person'] option").Length.ShouldBe(21, "the hits are there still");
        var list = await admin.SubmitAsync(form, new() { ["f.To.4.person"] = found[1]! });

        (await DraftAsync()).ShouldContain($"\"person:{found[1]}\"");
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"UPDATE organisation_person SET active = {false} WHERE user_name = {found[1]}")));
        try
        {
            (await admin.GetPageAsync(list.Path)).Text.ShouldContain(", har slutat");
            (await admin.GetPageAsync($"{Edit}/{Assign}")).Document.QuerySelector("select[name='f.To.4.person']")!.TextContent.ShouldContain("har slutat");
        }
        finally
        {
            await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"UPDATE organisation_person SET active = {true} WHERE user_name = {found[1]}")));
        }
    }

    [Fact]
    public async Task Complaint_7_what_a_text_may_read_is_listed_with_what_would_stand_there_now()
    {
        using var admin = await StartAsync();
        var catalog = await admin.GetPageAsync($"{Edit}/lagg-till");
        var step = await admin.SubmitAsync(catalog, button: "button[value=AddNoteTask]");
        var secret = await host.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT title AS \"Value\" FROM proposals_proposal WHERE number = (SELECT max(number) FROM proposals_proposal)").SingleAsync());
        (await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync(
            $"UPDATE proposals_access SET principal = 'role:Administrator' WHERE principal = 'everyone' AND proposal_id = (SELECT id FROM proposals_proposal WHERE number = (SELECT max(number) FROM proposals_proposal))")))).ShouldBe(1);

        step = await admin.GetPageAsync(step.Path);
        var values = step.Document.QuerySelectorAll("select[name='f.Text.insert'] option").Select(o => o.TextContent).ToList();

        values.ShouldContain(v => v.StartsWith("Förslagets rubrik, just nu: ", StringComparison.Ordinal));
        values.ShouldContain(v => v.StartsWith("Förvaltning, just nu: ", StringComparison.Ordinal) && v.Contains("förvaltning", StringComparison.Ordinal), "its name, not its slug");
        values.ShouldContain(v => v.StartsWith("Bara för berörda, just nu: Nej", StringComparison.Ordinal));
        values.ShouldNotContain(v => v.Contains(secret, StringComparison.Ordinal), "administrators may see it, but not everyone");
        (await admin.SubmitAsync(step, new() { ["f.Text.insert"] = "title" }, button: "button[value='insert|f.Text|']")).ValueOf("f.Text")!.ShouldContain("{{ title }}");
    }

    [Fact]
    public async Task A_condition_is_built_of_rows_and_groups()
    {
        using var admin = await StartAsync();
        var form = await admin.GetPageAsync($"{Edit}/{Condition}");
        form.Text.ShouldContain("Bara för berörda");

        form = await admin.SubmitAsync(form, button: "button[value='group|f.Condition|']");
        form = await admin.SubmitAsync(form, new() { ["f.Condition.1.new"] = "source" }, button: "button[value='row|f.Condition.1|']");
        form = await admin.SubmitAsync(form, new() { ["f.Condition.1.new"] = "campaign" }, button: "button[value='row|f.Condition.1|']");
        var refused = await admin.SubmitAsync(form);
        refused.Text.ShouldContain("Det saknas ett värde att jämföra");
        var list = await admin.SubmitAsync(refused, new() { ["f.Condition.1.0.value"] = "citizen", ["f.Condition.1.1.op"] = "set" });

        list.Text.ShouldContain("Bara för berörda är Ja och (Kommer från är Medborgare eller Kampanj är angivet)");
    }

    [Fact]
    public async Task Of_two_administrators_the_second_is_told_and_keeps_the_words()
    {
        using var admin = await StartAsync();
        var (one, other) = (await admin.GetPageAsync($"{Edit}/{Decision}"), await admin.GetPageAsync($"{Edit}/{Decision}"));
        await admin.SubmitAsync(one, new() { ["Title"] = "Först" });

        var told = await admin.SubmitAsync(other, new() { ["Title"] = "Sedan", ["f.DueWorkingDays"] = "7" });

        told.Text.ShouldContain("Någon annan har ändrat arbetsflödet sedan du öppnade det.");
        (told.ValueOf("Title"), told.ValueOf("f.DueWorkingDays")).ShouldBe(("Sedan", "7"));
        await admin.SubmitAsync(told);
        (await DraftAsync()).ShouldContain("\"Sedan\"");
    }

    [Fact]
    public async Task Steps_are_copied_made_the_start_and_removed()
    {
        using var admin = await StartAsync();
        var list = await admin.GetPageAsync(Edit);
        var steps = list.Document.QuerySelectorAll(".k-flow__step").Length;

        list = await admin.SubmitAsync(list, form: $"#\\34 {Decision[1..]} form", button: "button[formaction*=Duplicate]");
        list.Text.ShouldContain("Kopia av Beslut");
        list.Text.ShouldContain("Inget leder till ”Kopia av Beslut”, så det steget tas aldrig.");
        list = await admin.SubmitAsync(list, form: $"#\\34 {Decision[1..]} form", button: "button[formaction*=Remove]");
        list.Document.QuerySelectorAll(".k-flow__step").Length.ShouldBe(steps);
        list = await admin.SubmitAsync(list, form: "#\\34 standardr0ut1ng0000000001 form", button: "button[formaction*=Start]");
        list.Text.ShouldContain("har inget startsteg");
        list = await admin.SubmitAsync(list, new() { ["Name"] = "Vår beredning", ["Description"] = "För alla" }, form: "form:has([name=Name])");
        list.ValueOf("Name").ShouldBe("Vår beredning");
        list = await admin.SubmitAsync(list, new() { ["Description"] = "" }, form: "form:has([name=Name])");
        list.Document.QuerySelector("[role=alert]").ShouldBeNull("a flow needs no description");
        list.ValueOf("Description").ShouldBe("");
    }

    [Fact]
    public async Task The_pages_ask_the_database_for_little()
    {
        using var admin = await StartAsync();

        // With a draft there is more to read: who changed it, and what has changed.
        await admin.SubmitAsync(await admin.GetPageAsync($"{Edit}/{Assign}"), new() { ["Title"] = "Vem svarar?" });
        var over = new List<string>();
        foreach (var path in new[] { "", "/redigera", $"/redigera/{Decision}", $"/redigera/{Condition}", $"/redigera/{Assign}", "/redigera/lagg-till", "/rita", "/prova", "/versioner", "/publicera", "/exportera" })
        {
            var page = await admin.GetPageAsync(Type + path);
            page.Status.ShouldBe(HttpStatusCode.OK, path);
            if (page.Statements.Count > 8)
            {
                over.Add($"{path}: {page.Statements.Count}\n{string.Join('\n', page.Statements)}");
            }
        }

        string.Join("\n\n", over).ShouldBeEmpty();

        (await admin.GetPageAsync(Edit + "/finns-inte")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await admin.GetPageAsync("/admin/arbetsfloden/finns-inte/redigera")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<Visitor> StartAsync()
    {
        var admin = await host.SignInAsync("admin");
        await host.ReadAsync(db => db.WriteAsync(d => d.Set<WorkflowDraft>().ExecuteDeleteAsync()));
        return admin;
    }

    private Task<int> DraftsAsync() => host.ReadAsync(db => db.Set<WorkflowDraft>().CountAsync());

    private Task<string> DraftAsync() => host.ReadAsync(db => db.Set<WorkflowDraft>().Select(d => d.Definition).SingleAsync());
}
