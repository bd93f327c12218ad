using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Accounts;

/// <summary>How often a user name, or an address, has failed since a moment. Rows say nothing about whether the name exists.</summary>
internal sealed class Attempt
{
    public required string Key { get; init; }

    public int Count { get; init; }

    public DateTime SinceUtc { get; init; }
}

/// <summary>
/// Counts attempts *before* the password is tried, so that many at the same time count too. Five failures on a name, or a hundred from an address, and no
/// attempt passes until a quarter of an hour after the first. Names that do not exist are locked out like the others.
/// </summary>
internal sealed class Attempts(AppDb db, TimeProvider clock)
{
    public const int MostForName = 5;
    public const int MostForAddress = 100;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Counts one. False when there have been too many.</summary>
    public async Task<bool> BeginAsync(string userName, IPAddress? address, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var counted = await db.TransactAsync<bool>(
            async token =>
            {
                var forName = await CountAsync(NameKey(userName), nowUtc, token);
                var forAddress = await CountAsync(AddressKey(address), nowUtc, token);
                return forName <= MostForName && forAddress <= MostForAddress;
            },
            ct);
        return counted.Value;
    }

    /// <summary>The password was right: the name starts afresh, and the address gets its attempt back.</summary>
    public async Task SucceededAsync(string userName, IPAddress? address, CancellationToken ct)
    {
        var (name, from) = (NameKey(userName), AddressKey(address));
        await db.TransactAsync(
            async token =>
            {
                await db.Set<Attempt>().Where(a => a.Key == name).ExecuteDeleteAsync(token);
                await db.Set<Attempt>().Where(a => a.Key == from && a.Count > 0).ExecuteUpdateAsync(a => a.SetProperty(x => x.Count, x => x.Count - 1), token);
                return Done.Ok;
            },
            ct);
    }

    /// <summary>Until when the name is locked; null when it is not.</summary>
    public async Task<DateTime?> LockedUntilAsync(string userName, CancellationToken ct)
    {
        var (name, floor) = (NameKey(userName), clock.GetUtcNow().UtcDateTime - Window);
        var attempt = await db.Set<Attempt>().AsNoTracking().SingleOrDefaultAsync(a => a.Key == name && a.Count >= MostForName && a.SinceUtc > floor, ct);
        return attempt?.SinceUtc + Window;
    }

    /// <summary>Somebody who may has let the name try again. Addresses stay counted.</summary>
    public Task UnlockAsync(string userName, CancellationToken ct)
    {
        var name = NameKey(userName);
        return db.WriteAsync(d => d.Set<Attempt>().Where(a => a.Key == name).ExecuteDeleteAsync(ct), ct);
    }

    private async Task<int> CountAsync(string key, DateTime nowUtc, CancellationToken ct)
    {
        var floor = nowUtc - Window;
        var count = await db.Database.SqlQuery<int>(
            $"""
             INSERT INTO accounts_attempt (key, count, since_utc) VALUES ({key}, 1, {nowUtc})
             ON CONFLICT (key) DO UPDATE SET
               count = CASE WHEN accounts_attempt.since_utc <= {floor} THEN 1 ELSE accounts_attempt.count + 1 END,
               since_utc = CASE WHEN accounts_attempt.since_utc <= {floor} THEN {nowUtc} ELSE accounts_attempt.since_utc END
             RETURNING count AS "Value"
             """).ToListAsync(ct);
        return count[0];
    }

    private static string NameKey(string userName) => Hash($"name:{userName.Trim().ToLowerInvariant()}");

    // One household or computer has a whole /64 of IPv6.
    private static string AddressKey(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return Hash(plain is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? $"address:{Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, 8))}"
            : $"address:{plain}");
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>Forgets attempts and links that no longer matter.</summary>
internal sealed class ForgetOldAttempts(AppDb db, TimeProvider clock) : IJob
{
    public static TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var floor = nowUtc - Attempts.Window;
        await db.WriteAsync(d => d.Set<Attempt>().Where(a => a.SinceUtc <= floor).ExecuteDeleteAsync(ct), ct);
        await db.WriteAsync(d => d.Set<OneTimeLink>().Where(l => l.ExpiresUtc <= nowUtc).ExecuteDeleteAsync(ct), ct);
    }
}

internal sealed class AttemptMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var attempt = model.Entity<Attempt>().ToTable("accounts_attempt");
        attempt.HasKey(a => a.Key);
        attempt.Property(a => a.Key).HasMaxLength(64);
    }
}
