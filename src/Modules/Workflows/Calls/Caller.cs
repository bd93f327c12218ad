using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Security;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Workflows;

/// <summary>The configuration section <c>Workflows</c>: what those who run the system allow its workflows to do outside. Never set from a page.</summary>
internal sealed class OutsideOptions
{
    /// <summary>By name, as in a header's <c>{{ secret:name }}</c>.</summary>
    public Dictionary<string, OutsideSecret> Secrets { get; set; } = [];

    /// <summary>Hosts inside that may be called all the same, such as an API of the municipality's own.</summary>
    public List<string> InsideHosts { get; set; } = [];
}

/// <summary>A secret that is put into calls to one host only, so that nobody who draws workflows can send it elsewhere.</summary>
internal sealed class OutsideSecret
{
    public string Value { get; set; } = "";

    public string Host { get; set; } = "";
}

/// <summary>What came of a call.</summary>
/// <param name="Status">The status; null when there was no answer.</param>
/// <param name="Refused">Text key of why it was not even made; null when it was.</param>
internal sealed record CallAnswer(int? Status, string? Refused = null)
{
    /// <summary>Worth another try: no answer, or one that says that it may go better later.</summary>
    public bool MayBeTriedAgain => Refused is null && Status is null or (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= 500;
}

/// <summary>Makes calls to other systems, guarded by <see cref="PublicAddress"/>. Of the answer the status is read, nothing else.</summary>
internal sealed partial class Caller : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly IOptions<OutsideOptions> options;
    private readonly HttpClient http;

    public Caller(IOptions<OutsideOptions> options)
    {
        this.options = options;
        http = new(PublicAddress.Handler(host => options.Value.InsideHosts.Contains(host, StringComparer.OrdinalIgnoreCase))) { Timeout = Longest };
    }

    public async Task<CallAnswer> SendAsync(Call call, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new(call.Method), call.Url);
        request.Headers.Add("Idempotency-Key", call.Id.Value.ToString("N", CultureInfo.InvariantCulture));
        if (call.Body is { Length: > 0 } body)
        {
            request.Content = new StringContent(body, Encoding.UTF8, call.ContentType);
        }

        foreach (var line in call.Headers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (WithSecrets(line[(colon + 1)..].Trim(), call.Host) is not { } value)
            {
                return new(null, "Workflow.Why.CallSecret");
            }

            if (colon < 1 || !request.Headers.TryAddWithoutValidation(line[..colon].Trim(), value))
            {
                return new(null, "Workflow.Why.CallHeader");
            }
        }

        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return new((int)answer.StatusCode);
        }
        catch (HttpRequestException e) when (e.InnerException is NotPublicException)
        {
            return new(null, "Workflow.Why.CallInside");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return new(Status: null);
        }
    }

    public void Dispose() => http.Dispose();

    // Null for a secret that is not there, or not for that host.
    private string? WithSecrets(string value, string host)
    {
        var refused = false;
        var filled = Secret().Replace(value, found =>
        {
            var secret = options.Value.Secrets.GetValueOrDefault(found.Groups["name"].Value);
            refused |= secret is null || !string.Equals(secret.Host, host, StringComparison.OrdinalIgnoreCase);
            return secret?.Value ?? "";
        });
        return refused ? null : filled;
    }

    [GeneratedRegex(@"\{\{\s*secret:(?<name>[A-Za-z0-9_-]{1,60})\s*\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
