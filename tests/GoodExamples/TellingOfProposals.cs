using System.Net;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.GoodExamples.Tests;

public abstract class TellingOfProposals(TestHost host)
{
    private const string Publish = "[formaction*='handler=Publish']";

    [Fact]
    public async Task An_implemented_proposal_becomes_a_good_example()
    {
        var proposal = (await ProposalsAsync(p => p.Status == ProposalStatus.Implemented && !p.IsConfidential))[0];
        using var editor = await host.SignInAsync("redaktor");
        (await editor.GetPageAsync($"/forslag/{proposal.Number}")).Links.ShouldContain($"/goda-exempel/nytt?forslag={proposal.Number}");

        var form = await editor.GetPageAsync($"/goda-exempel/nytt?forslag={proposal.Number}");
        form.Statements.Count.ShouldBeLessThanOrEqualTo(8, string.Join("\n\n", form.Statements));
        form.ValueOf("Input.Title").ShouldBe(proposal.Title);
        form.ValueOf("Input.Solution")!.ShouldContain(proposal.Solution.ReplaceLineEndings("\n")[..20]);
        form.ValueOf("Input.Benefit")!.ShouldNotBeEmpty();
        form.ValueOf("Input.Contributor").ShouldBe(proposal.UnitName ?? proposal.DepartmentName, "the workplace, not the person");

        // A refused publishing must not turn the next "save draft" into a publishing.
        var refused = await editor.SubmitAsync(form, new() { ["Input.Lead"] = "" }, button: Publish);
        refused.Document.QuerySelector("[role=alert]").ShouldNotBeNull();
        var draft = await editor.SubmitAsync(refused, new() { ["Input.Title"] = "Från förslag till vardag" });
        draft.Path.ShouldStartWith("/goda-exempel/fran-forslag-till-vardag/redigera");

        var again = await editor.GetPageAsync($"/goda-exempel/nytt?forslag={proposal.Number}");
        again.Path.ShouldStartWith("/goda-exempel/fran-forslag-till-vardag/redigera", customMessage: "a proposal is told once");

        var unnamed = await editor.SubmitAsync(again, new() { ["Input.Lead"] = "Kort sagt" }, button: Publish);
        unnamed.TextOf("#Input_AuthorConsents-error")!.ShouldContain(proposal.AuthorName, customMessage: "nobody is named without having said yes");

        var told = await editor.SubmitAsync(unnamed, new() { ["Input.AuthorConsents"] = "true" }, button: Publish);
        told.Path.ShouldBe("/goda-exempel/fran-forslag-till-vardag");
        told.Links.ShouldContain($"/forslag/{proposal.Number}");

        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync($"/forslag/{proposal.Number}")).Links.ShouldContain("/goda-exempel/fran-forslag-till-vardag");

        using var citizen = host.Visit();
        (await citizen.GetPageAsync("/goda-exempel/fran-forslag-till-vardag")).Links.ShouldAllBe(l => !l.StartsWith("/forslag"));
        var json = await citizen.GetJsonAsync("/api/v1/good-examples/fran-forslag-till-vardag");
        json.GetProperty("proposal").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        json.GetProperty("contributor").GetString()!.ShouldStartWith(proposal.AuthorName);
    }

    [Fact]
    public async Task What_is_not_implemented_is_refused_in_words()
    {
        var proposal = (await ProposalsAsync(p => p.Status == ProposalStatus.Approved && !p.IsConfidential))[0];
        using var editor = await host.SignInAsync("redaktor");
        var page = await editor.GetPageAsync($"/goda-exempel/nytt?forslag={proposal.Number}");
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("inte genomfört än");
        page.Document.QuerySelector("[name='Input.Title']").ShouldBeNull();
        (await editor.GetPageAsync($"/forslag/{proposal.Number}")).Links.ShouldNotContain($"/goda-exempel/nytt?forslag={proposal.Number}");
    }

    [Fact]
    public async Task A_confidential_proposal_does_not_exist_for_an_editor()
    {
        var proposal = (await ProposalsAsync(p => p.IsConfidential && p.Number > 0))[0];
        using var editor = await host.SignInAsync("redaktor");
        foreach (var number in new[] { $"{proposal.Number}", "999999", "0", "-1", "x" })
        {
            var page = await editor.GetPageAsync($"/goda-exempel/nytt?forslag={number}");
            page.Status.ShouldBe(HttpStatusCode.NotFound, number);
            page.Html.ShouldNotContain(proposal.Title);
        }
    }

    [Fact]
    public async Task Staff_are_not_asked_to_tell()
    {
        var proposal = (await ProposalsAsync(p => p.Status == ProposalStatus.Implemented && !p.IsConfidential))[1];
        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync($"/forslag/{proposal.Number}")).Links.ShouldAllBe(l => !l.StartsWith("/goda-exempel/nytt"));
    }

    private Task<List<ProposalRow>> ProposalsAsync(System.Linq.Expressions.Expression<Func<ProposalRow, bool>> which) =>
        host.InScopeAsync(services => services.GetRequiredService<IProposals>().Rows.Where(which).OrderBy(p => p.Number).ToListAsync());
}

public sealed class SqliteTellingOfProposals(SqliteHost host) : TellingOfProposals(host), IClassFixture<SqliteHost>;

public sealed class PostgresTellingOfProposals(PostgresHost host) : TellingOfProposals(host), IClassFixture<PostgresHost>;
