using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Workflows.Activities;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>
/// Links in mails by which a person gives one flow one signal: <c>~/signal/{token}</c>, a page with a button. The token says which flow and until when, and is signed together with the signal's
/// name; it is worth nothing when the flow no longer waits for that.
/// </summary>
internal sealed class SignalLinks(AppDb db, GraphStore graphs)
{
    private const string KeySetting = "workflows.signal-key";
    private const int IdBytes = 16;
    private const int SignedBytes = IdBytes + sizeof(long);
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    /// <summary>The link's path. Writes the key the first time: the caller saves.</summary>
    public async Task<string> PathAsync(WorkflowInstanceId flow, string signal, DateTime nowUtc, CancellationToken ct)
    {
        if (await KeyAsync(ct) is not { } key)
        {
            key = RandomNumberGenerator.GetBytes(32);
            await db.SetSettingAsync(KeySetting, Convert.ToBase64String(key), ct);
        }

        var token = new byte[SignedBytes + HMACSHA256.HashSizeInBytes];
        flow.Value.TryWriteBytes(token);
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(IdBytes), (nowUtc + Lasts).Ticks);
        Sign(key, token.AsSpan(0, SignedBytes), signal).CopyTo(token.AsSpan(SignedBytes));
        return $"~/signal/{Base64Url.EncodeToString(token)}";
    }

    /// <summary>What waits for that very signal, tracked, with its step; null for a link that is wrong, too old or used.</summary>
    public async Task<(WaitRow Row, GraphActivity Step)?> FindAsync(string token, DateTime nowUtc, CancellationToken ct)
    {
        if (token.Length > 200 || !Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token) is not { Length: SignedBytes + HMACSHA256.HashSizeInBytes } bytes
            || BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(IdBytes)) < nowUtc.Ticks || await KeyAsync(ct) is not { } key)
        {
            return null;
        }

        var id = new WorkflowInstanceId(new Guid(bytes.AsSpan(0, IdBytes)));
        if (await db.Set<WorkflowInstance>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.LiveKey != null, ct) is not { } flow)
        {
            return null;
        }

        var graph = await graphs.GetAsync(db, flow.VersionId, ct);
        foreach (var row in await db.Set<WaitRow>().Where(w => w.InstanceId == id && w.EndedUtc == null && w.EventName == SignalEvent.Name).ToListAsync(ct))
        {
            if (graph.Find(row.ActivityId) is { } step
                && CryptographicOperations.FixedTimeEquals(Sign(key, bytes.AsSpan(0, SignedBytes), NameOf(step)), bytes.AsSpan(SignedBytes)))
            {
                return (row, step);
            }
        }

        return null;
    }

    public static string NameOf(GraphActivity step) => step.Properties()["SignalName"]?.ToString().Trim() ?? "";

    private async Task<byte[]?> KeyAsync(CancellationToken ct) => await db.SettingAsync(KeySetting, ct) is { } key ? Convert.FromBase64String(key) : null;

    private static byte[] Sign(byte[] key, ReadOnlySpan<byte> what, string signal) => HMACSHA256.HashData(key, (byte[])[.. what, .. Encoding.UTF8.GetBytes(signal)]);
}
