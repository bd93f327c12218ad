using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Accounts;

/// <summary>What a one-time link opens.</summary>
internal enum LinkPurpose
{
    FirstAdministrator,
    ChoosePassword,
}

/// <summary>A link with a random code of 256 bits. Only its hash is kept; using the link removes the row, so that it opens once, also when two try at the same time.</summary>
internal sealed class OneTimeLink
{
    private OneTimeLink()
    {
    }

    public string CodeHash { get; private set; } = "";

    public LinkPurpose Purpose { get; private set; }

    public Guid? PersonId { get; private set; }

    public DateTime ExpiresUtc { get; private set; }

    /// <summary>The link and the code to give away; it cannot be read back.</summary>
    public static (OneTimeLink Link, string Code) Make(LinkPurpose purpose, Guid? person, DateTime expiresUtc)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (new() { CodeHash = Hash(code), Purpose = purpose, PersonId = person, ExpiresUtc = expiresUtc }, code);
    }

    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    public bool Opens(LinkPurpose purpose, DateTime nowUtc) => Purpose == purpose && nowUtc < ExpiresUtc;
}

internal static class OneTimeLinks
{
    public const string Parameter = "kod";

    /// <summary>The link that a code opens now, or a refusal that says no more than that it does not.</summary>
    public static async Task<Result<OneTimeLink>> LinkAsync(this AppDb db, string? code, LinkPurpose purpose, DateTime nowUtc, CancellationToken ct)
    {
        var hash = OneTimeLink.Hash(code ?? "");
        return await db.Set<OneTimeLink>().SingleOrDefaultAsync(l => l.CodeHash == hash, ct) is { } link && link.Opens(purpose, nowUtc)
            ? link
            : new Problem("Accounts.LinkDead", Kind: ProblemKind.NotFound);
    }

    /// <summary>
    /// The link, used up. Inside a transaction, and before anything else in it: who comes at the same time with the same link waits here and is then
    /// refused as a conflict; a refusal later in the transaction gives the link back.
    /// </summary>
    public static async Task<Result<OneTimeLink>> UseLinkAsync(this AppDb db, string? code, LinkPurpose purpose, DateTime nowUtc, CancellationToken ct)
    {
        var link = await db.LinkAsync(code, purpose, nowUtc, ct);
        if (link.Succeeded)
        {
            db.Remove(link.Value);
            await db.SaveChangesAsync(ct);
        }

        return link;
    }

    /// <summary>A new link in place of all earlier ones of the same purpose and person, and its code. The caller saves.</summary>
    public static async Task<string> NewLinkAsync(this AppDb db, LinkPurpose purpose, Guid? person, DateTime expiresUtc, CancellationToken ct)
    {
        await db.ForgetLinksAsync(purpose, person, ct);
        var (link, code) = OneTimeLink.Make(purpose, person, expiresUtc);
        db.Add(link);
        return code;
    }

    /// <summary>Removes a purpose's links. The caller saves.</summary>
    public static async Task ForgetLinksAsync(this AppDb db, LinkPurpose purpose, Guid? person, CancellationToken ct) =>
        db.RemoveRange(await db.Set<OneTimeLink>().Where(l => l.Purpose == purpose && l.PersonId == person).ToListAsync(ct));
}

internal sealed class OneTimeLinkMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var link = model.Entity<OneTimeLink>().ToTable("accounts_one_time_link");
        link.HasKey(l => l.CodeHash);
        link.Property(l => l.CodeHash).HasMaxLength(64);
    }
}
