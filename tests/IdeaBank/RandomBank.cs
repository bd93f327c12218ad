using System.Globalization;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>A proposal as it was last saved, and who may see it.</summary>
internal sealed record Known(ProjectedProposal Proposal, string[] Principals)
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    public bool IsInBank => Proposal.SubmittedUtc is not null && Proposal.Status is not (ProposalStatus.Draft or ProposalStatus.Withdrawn or ProposalStatus.Merged);

    public DateOnly Day => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Proposal.SubmittedUtc!.Value, Stockholm));

    public UnitInfo? Unit => FewDepartments.All.SelectMany(d => d.Units).SingleOrDefault(u => u.Id == Proposal.UnitId);

    /// <summary>Its fields; the benefit belongs to the solution.</summary>
    public string[][] Fields => [Proposal.Title.Split(' '), Proposal.Problem.Split(' '), $"{Proposal.Solution} {Proposal.Benefit}".Split(' ')];

    public string? Of(string facet) => facet switch
    {
        "department" => FewDepartments.All.Single(d => d.Id == Proposal.DepartmentId).Slug,
        "unit" => Unit?.Slug,
        "campaign" => Proposal.CampaignSlug,
        "status" => Proposal.Status.Slug(),
        "goal" => Proposal.GoalSlug,
        "year" => Day.Year.ToString(CultureInfo.InvariantCulture),
        "source" => Proposal.Source.Slug(),
        _ => throw new ArgumentOutOfRangeException(nameof(facet), facet, null),
    };

    public bool Has(string word) => Fields.Any(f => f.Contains(word));

    /// <summary>True when the words stand in a row in one field.</summary>
    public bool Says(string[] phrase) => Fields.Any(f => Enumerable.Range(0, Math.Max(0, f.Length - phrase.Length + 1)).Any(at => f.Skip(at).Take(phrase.Length).SequenceEqual(phrase)));
}

/// <summary>What is asked, in pieces, so that it can be answered without reading a query.</summary>
internal sealed record Asked(string[] Words, string[]? Phrase, string[]? NotWanted, Dictionary<string, IReadOnlyList<string>> Chosen, DateOnly? From, DateOnly? To, IdeaSort Sort)
{
    public string Text => string.Join(' ', Words.Concat(Phrase is null ? [] : [$"\"{string.Join(' ', Phrase)}\""])
        .Concat(NotWanted switch { null => [], [var one] => [$"-{one}"], _ => [$"-\"{string.Join(' ', NotWanted)}\""] }));

    public IdeaQuery Query => new() { Text = Text, Chosen = Chosen, From = From, To = To, Sort = Sort };

    /// <summary>True when a proposal is a hit, the choices in one facet left out when it is named.</summary>
    public bool Finds(Known one, string? leftOut = null) =>
        (Phrase is null ? Words.Length == 0 || Words.Any(one.Has) : one.Says(Phrase))
        && (NotWanted is null || !one.Says(NotWanted))
        && (From is null || one.Day >= From)
        && (To is null || one.Day <= To)
        && Chosen.All(c => c.Key == leftOut || c.Value.Contains(one.Of(c.Key)));

    public override string ToString() => $"[{Text}] {string.Join(' ', Chosen.Select(c => $"{c.Key}={string.Join(',', c.Value)}"))} {From:o}..{To:o} {Sort}";
}

/// <summary>Proposals, people, changes and questions out of one seed, all in memory.</summary>
internal sealed class RandomBank(int seed)
{
    // Made up, so that they have no forms, parts or relatives: what they find is only a matter of whether they stand there. Two and two begin alike.
    public static readonly string[] Vocabulary = ["brumf", "brovk", "kvilp", "kvozg", "fnatk", "fnurp", "glomb", "glyzz", "plirv", "plumk", "zvomp", "zvirk"];

    private static readonly string[] Campaigns = ["var", "host", "sommar"];
    private static readonly string[] Goals = ["klimat", "trygghet"];

    private readonly Random random = new(seed);

    public List<Known> All { get; } = [];

    /// <summary>Some with roles in departments and units, some without, nobody, and the system.</summary>
    public IReadOnlyList<Viewer> People { get; private set; } = [];

    public bool May(Viewer viewer, Known one) => one.IsInBank && (viewer.IsSystem || one.Principals.Intersect(viewer.Principals).Any());

    public void Begin() => People = [.. Enumerable.Range(1, 5).Select(n => Bank.Person(n, [.. Enumerable.Range(0, n == 1 ? 0 : random.Next(4)).Select(_ => Grant())])), Viewer.Anonymous, Viewer.System("test")];

    public Known New()
    {
        var number = All.Count + 1;
        var one = Randomly(new(Bank.Proposal(number, Words(1 + random.Next(3))), []));
        return one.Proposal.Status == ProposalStatus.Draft ? one with { Proposal = one.Proposal with { Number = 0, SubmittedUtc = null } } : one;
    }

    /// <summary>What becomes of one of them: of its text, of where it belongs, of who may see it, or of everything.</summary>
    public Known Changed(Known one)
    {
        var other = Randomly(one);
        var proposal = one.Proposal.Status == ProposalStatus.Draft ? other.Proposal : random.Next(7) switch
        {
            0 => one.Proposal with { Title = other.Proposal.Title, Solution = other.Proposal.Solution },
            1 => one.Proposal with { DepartmentId = other.Proposal.DepartmentId, UnitId = other.Proposal.UnitId },
            2 => one.Proposal with { CampaignSlug = other.Proposal.CampaignSlug, GoalSlug = other.Proposal.GoalSlug },
            3 => one.Proposal with { Supports = other.Proposal.Supports },
            4 => one.Proposal with { Status = other.Proposal.Status },
            5 => one.Proposal,
            _ => other.Proposal,
        };

        // Who takes part in something is not all that changes: every second time it opens or closes too.
        var principals = one.Proposal == proposal || random.Next(2) == 0 ? other.Principals : one.Principals;
        return new(Handed(proposal, one) with { IsForEveryone = principals.Contains(Principal.Everyone) }, principals);
    }

    public int Next(int below) => random.Next(below);

    public T One<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    public Asked Ask()
    {
        var words = Enumerable.Range(0, random.Next(4)).Select(_ => One(Vocabulary)).Distinct().ToArray();
        var field = One(One(All).Fields);
        var pair = field.Length < 2 ? [One(Vocabulary), One(Vocabulary)] : field.Skip(random.Next(field.Length - 1)).Take(2).ToArray();
        var facets = IdeaQuery.FacetNames.OrderBy(_ => random.Next()).Take(random.Next(2) * random.Next(4));
        return new(
            words, random.Next(4) == 0 ? pair : null, random.Next(5) switch { 0 => [One(Vocabulary)], 1 => One(One(All).Fields).Take(2).ToArray() is { Length: 2 } two ? two : null, _ => null },
            facets.ToDictionary(f => f, f => (IReadOnlyList<string>)[.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Value(f)).Distinct()]),
            random.Next(4) == 0 ? Day() : null, random.Next(4) == 0 ? Day() : null, (IdeaSort)random.Next(3));
    }

    private string Value(string facet) => All.Where(k => k.IsInBank).Select(k => k.Of(facet)).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 0 } values && random.Next(8) > 0
        ? One(values)
        : "nobody-has-this";

    private static ProjectedProposal Handed(ProjectedProposal proposal, Known before) => proposal.Status == ProposalStatus.Draft
        ? before.Proposal.Number == 0 ? proposal with { Number = 0, SubmittedUtc = null } : proposal with { Status = ProposalStatus.Submitted }
        : proposal with { Number = NumberOf(proposal), SubmittedUtc = before.Proposal.SubmittedUtc ?? proposal.SubmittedUtc };

    // As Bank.IdOf made the id.
    private static int NumberOf(ProjectedProposal proposal) => BitConverter.ToInt32(proposal.Id.Value.ToByteArray());

    private Known Randomly(Known one)
    {
        var department = One(FewDepartments.All);
        string[] principals = random.Next(10) switch
        {
            < 5 => [Principal.Everyone],
            < 7 => [Person(), Principal.Role(Roles.CaseOfficer, department.Id.Value)],
            < 8 => [Person()],
            < 9 => [Principal.Role(One(Roles.All), Scope())],
            _ => [Principal.Role(Roles.CentralIdeaCoach), Principal.Role(Roles.IdeaCoach, department.Id.Value), Person()],
        };
        return new(
            one.Proposal with
            {
                Title = Words(1 + random.Next(3)), Problem = Words(1 + random.Next(5)), Solution = Words(1 + random.Next(4)), Benefit = Words(1 + random.Next(2)),
                Status = One(Enum.GetValues<ProposalStatus>()), Source = One(Enum.GetValues<ProposalSource>()), DepartmentId = department.Id,
                UnitId = random.Next(3) > 0 ? department.Units[0].Id : null, CampaignSlug = random.Next(2) == 0 ? One(Campaigns) : null, GoalSlug = random.Next(2) == 0 ? One(Goals) : null,
                SubmittedUtc = Time(), Supports = random.Next(4), IsForEveryone = principals.Contains(Principal.Everyone),
            },
            principals.Distinct().ToArray());
    }

    private RoleGrant Grant() => new(One([Roles.CaseOfficer, Roles.IdeaCoach, Roles.CentralIdeaCoach, Roles.UnitManager, Roles.Administrator]), Scope());

    private Guid? Scope() => random.Next(5) switch { 0 => null, 1 => One(FewDepartments.All).Units[0].Id.Value, _ => One(FewDepartments.All).Id.Value };

    private string Person() => Principal.Person(Bank.Person(1 + random.Next(5)).PersonId!.Value);

    // Rarer words last, so that some stand in what few may see alone.
    private string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[Math.Min(random.Next(Vocabulary.Length), random.Next(Vocabulary.Length))]));

    // Often near midnight, where the day, or the year, is another in Stockholm than in UTC.
    private DateTime Time() => Day().ToDateTime(new(random.Next(2) == 0 ? 23 : random.Next(24), random.Next(60)), DateTimeKind.Utc);

    private DateOnly Day() => random.Next(4) == 0 ? new(2023 + random.Next(3), 12, 31) : new DateOnly(2023, 6, 1).AddDays(random.Next(900));
}
