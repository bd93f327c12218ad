using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>What happens to proposals moves the flows that wait for it or begin with it. What a flow did is told by the working note that it wrote.</summary>
public abstract class FlowEventTests(TestHost host)
{
    [Fact]
    public async Task A_flow_begins_when_a_proposal_comes_to_the_status_that_it_names_and_writes_a_note()
    {
        await TypeAsync("4statusandras0000000000001", Note("Godkänt: {{ title }} i {{ department }}"), "ProposalStatusChangedEvent", new { Statuses = new[] { "approved" } });
        var number = await host.SubmitAsync("medarbetare", "Statusfjäril");
        await host.DrainAsync();
        (await NotesAsync(number)).ShouldBeEmpty();

        (await host.CallAsync("chef", HttpMethod.Post, $"{number}/decision", new { outcome = "approved", motivation = "Ja." })).ShouldBe(200);
        await host.DrainAsync();
        await host.DrainAsync();

        (await NotesAsync(number)).ShouldHaveSingleItem().ShouldMatch("^Godkänt: Statusfjäril i [A-ZÅÄÖ]", "its name, not its slug");
        (await host.CallAsync("medarbetare", HttpMethod.Get, $"{number}/notes")).ShouldBe(403, "the author never reads working notes");
    }

    [Fact]
    public async Task A_comment_moves_those_flows_that_it_is_for()
    {
        await TypeAsync("4kommentar0000000000000001", Note("Officiellt"), "ProposalCommentedEvent", new { CommentBy = "Official", Several = true });
        await TypeAsync("4kommentar0000000000000002", Note("Författaren"), "ProposalCommentedEvent", new { CommentBy = "Author", Several = true });
        var number = await host.SubmitAsync("medarbetare", "Kommentarsfjäril");

        await CommentAsync("medarbetare2", number, official: false);
        (await NotesAsync(number)).ShouldBeEmpty();
        await CommentAsync("chef", number, official: true);
        (await NotesAsync(number)).ShouldBe(["Officiellt"]);
        await CommentAsync("medarbetare", number, official: false);
        (await NotesAsync(number)).ShouldBe(["Officiellt", "Författaren"], ignoreOrder: true);
    }

    [Fact]
    public async Task Enough_supporters_let_a_flow_begin_once()
    {
        await TypeAsync("4stod000000000000000000001", Note("Många vill"), "SupportReachedEvent", new { Supports = 2, Several = true });
        var number = await host.SubmitAsync("medarbetare", "Stödfjäril");

        foreach (var (person, notes) in new[] { ("medarbetare2", 0), ("panel", 1), ("redaktor", 1) })
        {
            (await host.CallAsync(person, HttpMethod.Post, $"{number}/support")).ShouldBe(204);
            await host.DrainAsync();
            (await NotesAsync(number)).Count.ShouldBe(notes, person);
        }
    }

    [Fact]
    public async Task A_flow_asks_the_author_and_goes_on_when_the_answer_comes()
    {
        await TypeAsync("4fraga00000000000000000001", [("AskForInformationTask", new { Question = "Hur många berörs av {{ title }}?", DueWorkingDays = 5 }), ("AddNoteTask", new { Text = "Svar kom" }), ("AddNoteTask", new { Text = "Inget svar" })],
            "SignalEvent", new { SignalName = "fråga" }, (0, "Done", 1), (1, "Answered", 2), (1, "NoAnswer", 3));
        var (answered, silent) = (await host.SubmitAsync("medarbetare", "Frågefjäril"), await host.SubmitAsync("medarbetare", "Tystfjäril"));
        await SignalAsync(answered, "fråga");
        await SignalAsync(silent, "fråga");
        (await host.ProposalAsync(answered)).Status.ShouldBe(ProposalStatus.MoreInformation);
        (await host.ProposalAsync(answered)).Timeline.ShouldContain(e => e.Kind == TimelineKind.Asked && e.Text == "Hur många berörs av Frågefjäril?");

        (await host.CallAsync("medarbetare", HttpMethod.Post, $"{answered}/answer", new { text = "Tolv." })).ShouldBe(200);
        host.Clock.Advance(TimeSpan.FromDays(10));
        await host.DrainAsync();

        (await NotesAsync(answered)).ShouldBe(["Svar kom"]);
        (await NotesAsync(silent)).ShouldBe(["Inget svar"]);
    }

    [Fact]
    public async Task A_signal_by_the_api_is_the_administrator_s_and_about_a_proposal_that_is_there()
    {
        var number = await host.SubmitAsync("medarbetare", "Signalfjäril");
        foreach (var (person, asked, status) in new[] { ("medarbetare", number, 403), ("chef", number, 403), ("admin", 999_999, 404), ("admin", number, 204) })
        {
            using var visitor = await host.SignInAsync(person);
            using var answer = await visitor.SendJsonAsync(HttpMethod.Post, "/api/v1/workflow-signals", new { signal = "vad som helst", number = asked });
            ((int)answer.StatusCode).ShouldBe(status, person);
        }
    }

    [Fact]
    public async Task Another_system_means_a_flow_by_the_name_that_it_was_given()
    {
        await TypeAsync("4beteckning000000000000001", [("CorrelateTask", new { Value = "KS 2026/{{ supports }}7" }), ("SignalEvent", new { SignalName = "klart" }), ("AddNoteTask", new { Text = "Klart i diariet" })], "SignalEvent", new { SignalName = "till diariet" });
        var (named, other) = (await host.SubmitAsync("medarbetare", "Diariefjäril"), await host.SubmitAsync("medarbetare", "Annan fjäril"));
        await SignalAsync(named, "till diariet");
        using var admin = await host.SignInAsync("admin");
        foreach (var (signal, correlation, status) in new[] { ("klart", "KS 2026/08", 404), ("annat", "KS 2026/07", 204), ("klart", "KS 2026/07", 204), ("klart", "KS 2026/07", 404) })
        {
            using var answer = await admin.SendJsonAsync(HttpMethod.Post, "/api/v1/workflow-signals", new { signal, correlation });
            ((int)answer.StatusCode).ShouldBe(status, $"{signal} {correlation}");
            (await NotesAsync(named)).Count.ShouldBe(signal == "klart" && correlation.EndsWith('7') ? 1 : 0);
        }

        (await NotesAsync(named)).ShouldBe(["Klart i diariet"]);
        (await NotesAsync(other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_begins_a_flow_for_the_proposals_that_are_open_in_the_status_that_it_names()
    {
        await TypeAsync("4klockan000000000000000001", Note("En påminnelse om {{ status }}"), "TimerEvent", new { CronExpression = "0 7 * * *", Statuses = new[] { "more-information" } });
        var (waits, asked) = (await host.SubmitAsync("medarbetare", "Väntefjäril"), await host.SubmitAsync("medarbetare", "Klockfjäril"));
        (await host.CallAsync("chef", HttpMethod.Post, $"{asked}/question", new { text = "Hur?" })).ShouldBe(200);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.DrainAsync();

        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.DrainAsync();

        // Other tests have asked too.
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"UPDATE workflows_type SET enabled = {false} WHERE \"key\" = '4klockan000000000000000001'")));
        (await NotesAsync(asked)).ShouldBe(["En påminnelse om Komplettering begärd"]);
        (await NotesAsync(waits)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_in_a_mail_opens_a_page_and_only_its_button_gives_the_signal()
    {
        await TypeAsync("4lank000000000000000000001", [("NotifyTask", new { To = "author", Template = "general", SignalName = "ja" }), ("SignalEvent", new { SignalName = "ja" }), ("AddNoteTask", new { Text = "Bekräftat" })],
            "SignalEvent", new { SignalName = "skicka länken" });
        var number = await host.SubmitAsync("medarbetare", "Länkfjäril");
        await SignalAsync(number, "skicka länken");
        var body = await host.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT body AS \"Value\" FROM kernel_outbox WHERE type = 'NotificationRequested' ORDER BY id DESC").FirstAsync());
        var path = JsonDocument.Parse(body).RootElement.GetProperty("path").GetString()![1..];

        using var anyone = host.Visit();
        var page = await anyone.GetPageAsync(path);
        page.Text.ShouldNotContain("Länkfjäril", Case.Sensitive, "who may not see it is not told what it is about");
        (await anyone.GetPageAsync(path)).Heading.ShouldBe("Bekräfta");
        (await NotesAsync(number)).ShouldBeEmpty("following a link does nothing");
        (await anyone.GetPageAsync(path[..^4] + "AAAA")).Text.ShouldContain("Länken är redan använd");

        (await anyone.SubmitAsync(page, form: "main form")).Text.ShouldContain("Tack!");
        (await NotesAsync(number)).ShouldBe(["Bekräftat"]);
        (await anyone.SubmitAsync(page, form: "main form")).Text.ShouldContain("Länken är redan använd");
        (await NotesAsync(number)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_campaign_that_closes_is_told_to_each_of_its_open_proposals_once()
    {
        await host.DrainAsync();
        var nowUtc = host.Clock.NowUtc;
        var open = await host.InScopeAsync(async s => (await s.GetRequiredService<ICampaigns>().AllAsync(default)).Where(c => c.IsOpenAt(nowUtc) && c.ClosesUtc is not null).ToList());
        var slugs = open.ConvertAll(c => c.Slug);
        var (slug, number) = await host.ReadAsync(async db =>
        {
            var one = await db.Set<Proposal>().FirstAsync(p => slugs.Contains(p.CampaignSlug!) && (p.Status == ProposalStatus.Assigned || p.Status == ProposalStatus.UnderReview || p.Status == ProposalStatus.Approved));
            return (one.CampaignSlug, one.Number);
        });
        var campaign = open.Single(c => c.Slug == slug);
        await TypeAsync("4kampanj000000000000000001", Note("Kampanjen är slut"), "CampaignClosedEvent", new { Campaigns = new[] { campaign.Slug } });

        host.Clock.Set(campaign.ClosesUtc!.Value.AddMinutes(1));
        await host.DrainAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await host.DrainAsync();

        (await NotesAsync(number)).ShouldBe(["Kampanjen är slut"]);
    }

    [Fact]
    public async Task A_department_that_is_renamed_and_a_campaign_that_is_gone_leave_nobody_without_an_answer()
    {
        var number = await host.SubmitAsync("medarbetare", "Namnbytesfjäril");
        var proposal = await host.ProposalAsync(number);
        var slug = await host.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT slug AS \"Value\" FROM organisation_department WHERE id = {proposal.DepartmentId.Value}").SingleAsync());
        await TypeAsync("4namnbyte00000000000000001", [("AssignTask", new { To = "campaign-resource" }), ("UserTaskEvent", new { To = "assignee", Title = "Svara om temat", Actions = new[] { "Done" } })],
            "SignalEvent", new { SignalName = "namnbyte", Departments = new[] { slug } });
        var before = await TasksAsync(proposal);
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"UPDATE organisation_department SET name = 'Helt nytt namn' WHERE slug = {slug}")));
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"UPDATE proposals_proposal SET campaign_slug = 'borta' WHERE number = {number}")));

        await SignalAsync(number, "namnbyte");

        var tasks = await TasksAsync(proposal);
        tasks.ShouldContain(before.Single(), "what was open stays with the one who had it, by id and not by name");
        tasks.Single(t => t.Title == "Svara om temat").Person.ShouldNotBeNull("the department is known by its slug, and nobody is the campaign's: its coach answers");
        var journal = await host.InScopeAsync(s => s.GetRequiredService<IWorkflows>().JournalAsync(proposal.Subject, default));
        journal.ShouldContain(l => l.Why == "Workflow.Why.Fallback");
    }

    private Task<List<(string Title, Guid? Person)>> TasksAsync(Proposal proposal) => host.InScopeAsync(async services =>
        (await services.GetRequiredService<IWorkflows>().TasksAsync(proposal.Subject, default)).Select(t => (t.Title, t.Assignee.Person?.Value)).ToList());

    private static (string Name, object Properties)[] Note(string text) => [("AddNoteTask", new { Text = text })];

    private async Task CommentAsync(string person, int number, bool official)
    {
        (await host.CallAsync(person, HttpMethod.Post, $"{number}/comments", new { text = "En tanke", official })).ShouldBe(201, person);
        await host.DrainAsync();
    }

    private async Task SignalAsync(int number, string signal)
    {
        using var visitor = await host.SignInAsync("admin");
        using var answer = await visitor.SendJsonAsync(HttpMethod.Post, "/api/v1/workflow-signals", new { signal, number });
        ((int)answer.StatusCode).ShouldBe(204);
    }

    private Task<List<string>> NotesAsync(int number) => host.ReadAsync(db => db.Set<WorkingNote>().Where(n => db.Set<Proposal>().Any(p => p.Id == n.ProposalId && p.Number == number))
        .OrderBy(n => n.AtUtc).ThenBy(n => n.Id).Select(n => n.Text).ToListAsync());

    // As a recipe brings it: the start, then the steps one after another by Done unless arrows say otherwise.
    private async Task TypeAsync(string key, (string Name, object Properties)[] steps, string start, object filter, params (int From, string Outcome, int To)[] arrows)
    {
        (string Name, object Properties)[] all = [(start, filter), .. steps];
        var ways = arrows is [] ? Enumerable.Range(0, all.Length - 1).Select(i => (From: i, Outcome: "Done", To: i + 1)) : arrows;
        var type = new JsonObject
        {
            ["WorkflowTypeId"] = key,
            ["Name"] = key,
            ["IsEnabled"] = true,
            ["Activities"] = new JsonArray([.. all.Select((s, i) => (JsonNode)new JsonObject
            {
                ["ActivityId"] = $"{key[..24]}{i:00}", ["Name"] = s.Name, ["IsStart"] = i == 0, ["Properties"] = JsonSerializer.SerializeToNode(s.Properties),
            })]),
            ["Transitions"] = new JsonArray([.. ways.Select(w => (JsonNode)new JsonObject
            {
                ["SourceActivityId"] = $"{key[..24]}{w.From:00}", ["SourceOutcomeName"] = w.Outcome, ["DestinationActivityId"] = $"{key[..24]}{w.To:00}",
            })]),
        };
        var step = new JsonObject { ["name"] = "WorkflowType", ["data"] = new JsonArray(type) };
        var taken = await host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync<Done>(ct =>
        {
            var known = services.GetServices<IRecipeStep>().Single(s => s.Name == "WorkflowType");
            return known.ApplyAsync(step.Deserialize(known.Shape, RecipeRun.Json)!, new RecipeRun(host.Clock.NowUtc, host.Clock.NowUtc), ct);
        }));
        taken.Problems.ShouldBeEmpty();
    }
}

public sealed class SqliteFlowEventTests(SqliteHost host) : FlowEventTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresFlowEventTests(PostgresHost host) : FlowEventTests(host), IClassFixture<PostgresHost>;
