using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>What several test classes do with proposals through the real host.</summary>
internal static class Submitting
{
    public static async Task<int> SubmitAsync(this Visitor visitor, string title, string? confidential = null)
    {
        var form = await visitor.GetPageAsync("/forslag/nytt");
        var values = new Dictionary<string, string?> { ["Input.Title"] = title, ["Input.Problem"] = "Det tar för lång tid.", ["Input.Solution"] = "Gör så här." };
        if (confidential is not null)
        {
            (values["Input.Confidential"], values["Input.ConfidentialReason"]) = ("true", confidential);
        }

        var sent = await visitor.SubmitAsync(form, values);
        sent.Text.ShouldContain("Tack!");
        return int.Parse(sent.Path.Split('/')[2].Split('?')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A new proposal of that person.</summary>
    public static async Task<int> SubmitAsync(this TestHost host, string person, string title, string? confidential = null)
    {
        using var visitor = await host.SignInAsync(person);
        return await visitor.SubmitAsync(title, confidential);
    }

    /// <summary>A call of the API by that person; the status is the test's to judge.</summary>
    public static async Task<int> CallAsync(this TestHost host, string person, HttpMethod method, string path, object? body = null)
    {
        using var visitor = await host.SignInAsync(person);
        using var answer = await visitor.SendJsonAsync(method, "/api/v1/proposals/" + path, body);
        return (int)answer.StatusCode;
    }

    public static Task<Proposal> ProposalAsync(this TestHost host, int number) =>
        host.ReadAsync(db => db.Set<Proposal>().Include(p => p.Timeline).SingleAsync(p => p.Number == number));

    public static Task<int> OpenTasksAsync(this TestHost host, int number) => host.InScopeAsync(async services =>
    {
        var proposal = await host.ProposalAsync(number);
        var workflows = (Workflows.Contracts.IWorkflows)services.GetService(typeof(Workflows.Contracts.IWorkflows))!;
        return (await workflows.TasksAsync(proposal.Subject, CancellationToken.None)).Count;
    });
}
