using System.Text.Json.Nodes;
using IntranetInnovation.GoodExamples.Workflow;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.GoodExamples.Tests;

public abstract class DraftsByWorkflow(TestHost host)
{
    [Fact]
    public async Task An_implemented_proposal_gets_one_draft_that_nobody_else_sees()
    {
        var proposal = await ProposalAsync(p => p.Status == ProposalStatus.Implemented && !p.IsConfidential);
        (await RunAsync(proposal.Id)).ShouldBe("GoodExample.Why.Draft");
        (await RunAsync(proposal.Id)).ShouldBe("GoodExample.Why.Begun", "one example for each proposal");

        var example = await host.ReadAsync(db => db.Set<GoodExample>().SingleAsync(e => e.ProposalId == proposal.Id));
        example.PublishedUtc.ShouldBeNull();
        var body = example.Working;
        (body.Title, body.Author, body.AuthorConsents).ShouldBe((proposal.Title, proposal.AuthorName, false));
        body.Contributor.ShouldBe(proposal.UnitName ?? proposal.DepartmentName);
        body.Contact.ShouldBe(proposal.OwnerId);
        body.Lead.ShouldNotBeEmpty();
        body.Solution.ShouldContain(proposal.Solution);
        body.Benefit.ShouldContain(proposal.Effect ?? proposal.Benefit);
        body.Development.ShouldContain("lämnades in");

        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetAsync($"/goda-exempel/{example.Slug}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        using var editor = await host.SignInAsync("redaktor");
        (await editor.GetPageAsync($"/goda-exempel/{example.Slug}/redigera")).ValueOf("Input.Title").ShouldBe(proposal.Title);
    }

    [Fact]
    public async Task What_only_those_concerned_may_know_gets_none()
    {
        var proposal = await ProposalAsync(p => p.IsConfidential && p.Number > 0);
        (await RunAsync(proposal.Id)).ShouldBe("GoodExample.Confidential");
        (await host.ReadAsync(db => db.Set<GoodExample>().AnyAsync(e => e.ProposalId == proposal.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_not_done_gets_none()
    {
        var proposal = await ProposalAsync(p => p.Status == ProposalStatus.Approved && !p.IsConfidential);
        (await RunAsync(proposal.Id)).ShouldBe("GoodExample.NotImplemented");
    }

    private Task<string?> RunAsync(ProposalId id) => host.InScopeAsync(async services =>
    {
        var subject = new WorkflowSubject(new("proposal", id.Value), "", "~/", null, null, null, new Dictionary<string, string?>());
        var context = new ActivityContext { Subject = subject, Properties = new JsonObject(), Memory = new Dictionary<string, string>(), NowUtc = TestClock.Start };
        var ran = await services.GetRequiredService<AppDb>().TransactAsync<ActivityResult>(
            async ct => await services.GetRequiredService<CreateGoodExampleDraftTask>().ExecuteAsync(context, ct));
        ran.Value.Outcome.ShouldBe("Done");
        return ran.Value.Why;
    });

    private Task<ProposalRow> ProposalAsync(System.Linq.Expressions.Expression<Func<ProposalRow, bool>> which) =>
        host.InScopeAsync(services => services.GetRequiredService<IProposals>().Rows.Where(which).OrderByDescending(p => p.Number).FirstAsync());
}

public sealed class SqliteDraftsByWorkflow(SqliteHost host) : DraftsByWorkflow(host), IClassFixture<SqliteHost>;

public sealed class PostgresDraftsByWorkflow(PostgresHost host) : DraftsByWorkflow(host), IClassFixture<PostgresHost>;
