using System.CommandLine;
using System.Globalization;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Accounts;

/// <summary>Adds a person and prints a link where the person chooses a password: no password on a command line.</summary>
internal sealed class AddUser(IServiceScopeFactory scopes, PasswordLinks links) : IConsoleCommand
{
    private readonly Option<string> userName = new("--user-name") { Required = true };
    private readonly Option<string> name = new("--name") { Required = true };
    private readonly Option<string?> email = new("--email");
    private readonly Option<string?> title = new("--title");
    private readonly Option<string> department = new("--department") { Required = true, Description = "Slug or name" };
    private readonly Option<string?> unit = new("--unit") { Description = "Slug or name" };
    private readonly Option<string[]> roles = new("--role") { Description = "Besides Staff; may be repeated", AllowMultipleArgumentsPerToken = true };

    public string Group => "users";

    public Command Build()
    {
        var command = new Command("add", "Add a person and print a link for choosing a password") { userName, name, email, title, department, unit, roles };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("users add");
        var made = await scope.Db().TransactAsync(
            async token =>
            {
                var departments = await scope.ServiceProvider.GetRequiredService<IOrganisation>().DepartmentsAsync(token);
                var inDepartment = departments.FirstOrDefault(d => Means(parsed.GetValue(department)!, d.Slug, d.Name));
                if (inDepartment is null)
                {
                    return new Problem("Accounts.DepartmentUnknown") { Arguments = [parsed.GetValue(department), string.Join(", ", departments.Select(d => d.Slug))] };
                }

                var inUnit = parsed.GetValue(unit) is { } asked ? inDepartment.Units.FirstOrDefault(u => Means(asked, u.Slug, u.Name)) : null;
                if (inUnit is null && parsed.GetValue(unit) is not null)
                {
                    return new Problem("Accounts.UnitUnknown") { Arguments = [parsed.GetValue(unit), string.Join(", ", inDepartment.Units.Select(u => u.Slug))] };
                }

                return await scope.ServiceProvider.GetRequiredService<IOrganisationChanges>().AddPersonAsync(
                    new(parsed.GetValue(userName)!, parsed.GetValue(name)!, parsed.GetValue(email), parsed.GetValue(title), inDepartment.Id, inUnit?.Id, parsed.GetValue(roles) ?? []),
                    token);
            },
            ct);
        if (!made.Succeeded)
        {
            return await PasswordLinks.RefuseAsync(parsed.InvocationConfiguration.Error, scope, made.Problems[0]);
        }

        await links.PrintAsync(parsed.InvocationConfiguration.Output, scope, made.Value, ct);
        return 0;
    }

    private static bool Means(string asked, string slug, string name) => asked == slug || string.Equals(asked, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>For somebody who has forgotten the password. The old one works until the new one is chosen.</summary>
internal sealed class NewPasswordLink(IServiceScopeFactory scopes, PasswordLinks links) : IConsoleCommand
{
    public string Group => "users";

    public Command Build()
    {
        var userName = new Option<string>("--user-name") { Required = true };
        var command = new Command("password-link", "Print a link for choosing a new password") { userName };
        command.SetAction(async (parsed, ct) =>
        {
            await using var scope = scopes.CreateSystemScope("users password-link");
            if (await scope.ServiceProvider.GetRequiredService<IOrganisation>().PersonAsync(parsed.GetValue(userName)!, ct) is not { Active: true } person)
            {
                return await PasswordLinks.RefuseAsync(parsed.InvocationConfiguration.Error, scope, new("Accounts.PersonUnknown") { Arguments = [parsed.GetValue(userName)] });
            }

            await links.PrintAsync(parsed.InvocationConfiguration.Output, scope, person.Id, ct);
            return 0;
        });
        return command;
    }
}

/// <summary>The console's part that both commands share.</summary>
internal sealed class PasswordLinks(IConfiguration configuration, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    public async Task PrintAsync(TextWriter console, AsyncServiceScope scope, PersonId person, CancellationToken ct)
    {
        var made = await scope.Db().TransactAsync<string>(
            async token => await scope.Db().NewLinkAsync(LinkPurpose.ChoosePassword, person.Value, clock.GetUtcNow().UtcDateTime + Lasts, token), ct);
        await console.WriteLineAsync(scope.ServiceProvider.GetRequiredService<ITexts>()["Accounts.PasswordLinkConsole", Lasts.Days.ToString(CultureInfo.InvariantCulture)]);
        await console.WriteLineAsync($"  {OwnAddress.Of(configuration)}/valj-losenord?{OneTimeLinks.Parameter}={made.Value}");
    }

    public static async Task<int> RefuseAsync(TextWriter console, AsyncServiceScope scope, Problem problem)
    {
        await console.WriteLineAsync(scope.ServiceProvider.GetRequiredService<ITexts>()[problem.Text, problem.Arguments]);
        return 1;
    }
}
