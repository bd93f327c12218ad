using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Identity;

namespace IntranetInnovation.Accounts;

/// <summary>Tries and sets passwords. A refusal says the same, after the same work, whether the name is unknown, the password wrong, the account locked or the person gone.</summary>
internal sealed class Passwords(AppDb db, UserManager<Account> users, IPasswordHasher<Account> hasher, Attempts attempts, IOrganisation organisation)
{
    public const int Shortest = 12;
    public const int Longest = 200;

    private static readonly Problem Wrong = new("Accounts.SignInRefused", Kind: ProblemKind.Forbidden);

    // A hash in Identity's own format and strength, of a password that nobody knows: trying it takes as long as trying a real one.
    private static readonly string Nobodys = new PasswordHasher<Account>().HashPassword(new(), OneTimeLink.Make(default, null, default).Code);

    /// <summary>Long enough, not one character over and over, no word that everybody takes, and not the user name in disguise; no rules on signs, which only make people write it down.</summary>
    public static Problem? Fault(string? password, string userName, string field)
    {
        if (password is null || password.Length < Shortest)
        {
            return new("Accounts.PasswordTooShort", field) { Arguments = [Shortest] };
        }

        if (password.Length > Longest)
        {
            return new("Accounts.PasswordTooLong", field) { Arguments = [Longest] };
        }

        if (password.Distinct().Count() < 5)
        {
            return new("Accounts.PasswordTooSimple", field);
        }

        if (CommonPasswords.Has(password))
        {
            return new("Accounts.PasswordTooCommon", field);
        }

        return userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase) ? new("Accounts.PasswordHasUserName", field) : null;
    }

    /// <summary>The person, when user name and password belong together and there have not been too many attempts.</summary>
    public async Task<Result<PersonInfo>> TryAsync(string userName, string password, IPAddress? address, CancellationToken ct)
    {
        var allowed = await attempts.BeginAsync(userName, address, ct);
        var account = await users.FindByNameAsync(userName.Trim());
        var person = await organisation.PersonAsync(userName, ct);
        var right = hasher.VerifyHashedPassword(account ?? new(), account?.PasswordHash ?? Nobodys, password) != PasswordVerificationResult.Failed;
        if (!allowed || !right || account?.PasswordHash is null || person is not { Active: true } || person.Id.Value != account.Id)
        {
            return Wrong;
        }

        await attempts.SucceededAsync(userName, address, ct);
        return person;
    }

    /// <summary>Sets a password, which ends all sessions of the person. Makes the account when there is none. Inside the caller's transaction.</summary>
    public async Task<Result<Done>> SetAsync(PersonId person, string userName, string? password, string field, CancellationToken ct)
    {
        if (Fault(password, userName, field) is { } fault)
        {
            return fault;
        }

        var account = await db.Set<Account>().FindAsync([person.Value], ct);
        if (account is null)
        {
            Demand(await users.CreateAsync(new Account(person.Value, userName), password!));
        }
        else
        {
            Demand(await users.RemovePasswordAsync(account));
            Demand(await users.AddPasswordAsync(account, password!));
        }

        await db.ForgetLinksAsync(LinkPurpose.ChoosePassword, person.Value, ct);
        return Done.Ok;
    }

    // Whatever a person can do wrong has been checked; what is left is ours.
    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Errors.Select(e => e.Code)));
        }
    }
}
