using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Calls another system and waits for its answer: the call leaves after the commit (<see cref="MakeCalls"/>). <c>Url</c>: http or https, its host written out; <c>HttpMethod</c>: GET, POST, PUT,
/// PATCH or DELETE; <c>Headers</c>: one on each line, <c>{{ secret:name }}</c> for what is kept in the configuration; <c>Body</c>, <c>ContentType</c>: <c>application/json</c> when absent. Values
/// are filled in as the place needs: encoded in an address, escaped in JSON; a confidential subject's title stays here. <c>HttpResponseCodes</c>: codes as Orchard's, or classes: <c>2xx, 4xx, 5xx</c>
/// when absent. Each is an outcome; <c>UnhandledHttpStatus</c> is what fits none, no answer at all among it.
/// </summary>
internal sealed partial class HttpRequestTask(AppDb db) : IActivity
{
    public const string HostFact = "host";
    public const string StatusFact = "status";
    public const string WhyFact = "why";

    private const string Usual = "2xx, 4xx, 5xx";
    private const string Unhandled = "UnhandledHttpStatus";
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static string Name => nameof(HttpRequestTask);

    public static ActivityForm Form => new(
        ActivityGroup.Outside,
        new ActivityField("Url", FieldKind.Text) { Required = true, Max = Call.UrlMax, TakesValues = true, ForMachines = true },
        new ActivityField("HttpMethod", FieldKind.Choice) { Options = Methods },
        new ActivityField("Headers", FieldKind.LongText) { Max = Call.HeadersMax },
        new ActivityField("Body", FieldKind.LongText) { Max = Call.BodyMax, TakesValues = true, ForMachines = true },
        new ActivityField("ContentType", FieldKind.Text) { Max = 100 },
        new ActivityField("HttpResponseCodes", FieldKind.Text)) { Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => [.. Codes(properties), Unhandled];

    // Orchard's Liquid is kept, not read.
    public static bool Understands(JsonObject properties) => new[] { "Url", "Headers", "Body", "ContentType" }.All(p => properties[p] is null or JsonValue);

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        if (context.Trigger is not null)
        {
            return Task.FromResult(Answered(context));
        }

        // While the past is written (imports, demonstrations) nobody is called.
        if (db.IsSilent)
        {
            return Task.FromResult(new ActivityResult(Unhandled));
        }

        var template = context.Text("Url")?.Trim() ?? "";
        var url = Placeholders.Fill(template, Encoded(context.Subject, Uri.EscapeDataString));
        var method = context.Text("HttpMethod")?.ToUpperInvariant() ?? "GET";
        var (headers, body) = (context.Text("Headers") ?? "", context.Text("Body"));
        if (!Address().IsMatch(template) || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || !Methods.Contains(method)
            || url.Length > Call.UrlMax || headers.Length > Call.HeadersMax)
        {
            throw new ActivityFaultException("Workflow.Fault.NoCall");
        }

        var type = context.Text("ContentType")?.Trim() is { Length: > 0 } written ? written : "application/json";
        var filled = body is null ? null : Placeholders.Fill(body, Encoded(context.Subject, type.Contains("json", StringComparison.OrdinalIgnoreCase) ? InJson : v => v));
        if (filled?.Length > Call.BodyMax || !MediaType().IsMatch(type))
        {
            throw new ActivityFaultException("Workflow.Fault.NoCall");
        }

        HourlyCap.CountOrStop(context, "calls", "Workflow.Fault.TooManyCalls");
        var call = new Call
        {
            Id = TypedId.New<CallId>(), InstanceId = context.Instance!.Id, Method = method, Url = url, Headers = headers, Body = filled, ContentType = type, CreatedUtc = context.NowUtc,
        };
        db.Add(call);
        return Task.FromResult(ActivityResult.WaitFor(new Wait.Event(call.EventName), "Workflow.Why.Calls", address.Host));
    }

    private static ActivityResult Answered(ActivityContext context)
    {
        var host = context.Facts.GetValueOrDefault(HostFact) ?? "";
        if (!int.TryParse(context.Facts.GetValueOrDefault(StatusFact), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return new(Unhandled, context.Facts.GetValueOrDefault(WhyFact) is { Length: > 0 } why ? why : "Workflow.Why.CallNoAnswer", host);
        }

        var codes = Codes(context.Properties);
        var code = status.ToString(CultureInfo.InvariantCulture);
        var outcome = codes.Contains(code) ? code : codes.FirstOrDefault(c => c.EndsWith("xx", StringComparison.Ordinal) && c[0] == code[0]) ?? Unhandled;
        return new(outcome, "Workflow.Why.CallAnswered", host, code);
    }

    private static IReadOnlyList<string> Codes(JsonObject properties) =>
    [
        .. (properties["HttpResponseCodes"]?.ToString() is { Length: > 0 } codes ? codes : Usual)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(c => c.ToLowerInvariant()).Where(c => Code().IsMatch(c)).Distinct(),
    ];

    private static WorkflowSubject Encoded(WorkflowSubject subject, Func<string, string> encode) => subject with
    {
        Title = subject.Values.GetValueOrDefault("confidential") == "true" ? "" : encode(subject.Title),
        Values = subject.Values.ToDictionary(v => v.Key, v => v.Value is null ? null : encode(v.Value)),
    };

    private static string InJson(string value) => JsonEncodedText.Encode(value).ToString();

    [GeneratedRegex("^https?://[a-z0-9.:\\[\\]-]+(/|\\?|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex("^[a-z0-9.+-]+/[a-z0-9.+-]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MediaType();

    [GeneratedRegex("^[1-5]([0-9][0-9]|xx)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
