using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.Proposals.Import;

/// <summary>One line of an import file. Unknown members make the line bad: a misspelt field would otherwise be lost in silence.</summary>
internal sealed record ImportLine(
    string Id, string Title, string Problem, string Solution, string? Benefit, string Department, string? Unit, string? Campaign, string Status, string Submitted, string Source)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    [JsonIgnore]
    public string Key => $"import:{Id}";

    [JsonIgnore]
    public DateOnly SubmittedDay => DateOnly.ParseExact(Submitted, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The line, or in plain words what is wrong with it.</summary>
    public static (ImportLine? Line, string? Fault) Read(string json)
    {
        ImportLine line;
        try
        {
            line = JsonSerializer.Deserialize<ImportLine>(json, Strict)!;
        }
        catch (JsonException e)
        {
            return (null, e.Message);
        }

        return line?.Fault() is { } fault ? (null, fault) : (line, line is null ? "null" : null);
    }

    private string? Fault() => this switch
    {
        { Id.Length: 0 or > 90 } => "id: 1-90",
        { Title.Length: 0 or > ProposalText.TitleMax } => $"title: 1-{ProposalText.TitleMax}",
        { Problem.Length: 0 or > ProposalText.BodyMax } => $"problem: 1-{ProposalText.BodyMax}",
        { Solution.Length: 0 or > ProposalText.BodyMax } => $"solution: 1-{ProposalText.BodyMax}",
        { Benefit.Length: > ProposalText.BodyMax } => $"benefit: 0-{ProposalText.BodyMax}",
        _ when ProposalSlugs.Status(Status) is null or ProposalStatus.Draft or ProposalStatus.Merged => $"status: {Status}",
        _ when ProposalSlugs.Source(Source) is null => $"source: {Source}",
        _ when !DateOnly.TryParseExact(Submitted, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => $"submitted: {Submitted}",
        _ => null,
    };
}
