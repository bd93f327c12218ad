using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Proposals.Form;

/// <summary>From what somebody wrote, a name or a user name, to who was meant. Where that is not certain, the answer says who may be meant, so that one can be chosen.</summary>
internal sealed partial class NamedPeople(IOrganisation organisation, IPeopleSearch search)
{
    private const int Longest = 200;
    private const int MostShown = 5;

    /// <summary>As it is written when somebody was chosen from a list.</summary>
    public static string Line(PersonInfo person) => $"{person.Name} ({person.UserName})";

    /// <summary>Null when something was wrong, which is then among the problems.</summary>
    public async Task<IReadOnlyList<PersonInfo>?> ReadAsync(IReadOnlyList<string> lines, string field, int most, List<Problem> problems, CancellationToken ct)
    {
        var written = lines.Select(Cleaned.Line).Where(l => l.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(most + 1).ToList();
        if (written.Count > most)
        {
            problems.Add(new("Proposal.TooManyPeople", field) { Arguments = [most] });
            return null;
        }

        if (written.Count == 0)
        {
            return [];
        }

        var before = problems.Count;
        var found = new List<PersonInfo>();
        var named = (await organisation.PeopleNamedAsync([.. written.Select(UserName)], ct)).Where(p => p.Active).ToList();
        foreach (var line in written)
        {
            var person = named.FirstOrDefault(p => string.Equals(p.UserName, UserName(line), StringComparison.OrdinalIgnoreCase)) ?? await ByNameAsync(line, field, problems, ct);
            if (person is not null && found.All(f => f.Id != person.Id))
            {
                found.Add(person);
            }
        }

        return problems.Count == before ? found : null;
    }

    private async Task<PersonInfo?> ByNameAsync(string line, string field, List<Problem> problems, CancellationToken ct)
    {
        var shown = line.Length > Longest ? line[..Longest] : line;
        var found = await search.FindAsync(shown, MostShown + 1, ct);
        var exact = found.Where(p => string.Equals(p.Name, shown, StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count == 1)
        {
            return exact[0];
        }

        // Part of a name is no name: it would let somebody in who was never meant, while one is still typing.
        var meant = exact.Count > 0 ? exact : found;
        if (meant.Count == 0)
        {
            problems.Add(new("Proposal.PersonUnknown", field) { Arguments = [shown] });
            return null;
        }

        var departments = await organisation.DepartmentsAsync(ct);
        var choices = string.Join("; ", meant.Take(MostShown).Select(p => $"{Line(p)}, {departments.Workplace(p)}"));
        problems.Add(new("Proposal.PersonAmbiguous", field) { Arguments = [shown, choices] });
        return null;
    }

    private static string UserName(string line) => Chosen().Match(line) is { Success: true } chosen ? chosen.Groups["user"].Value : line;

    [GeneratedRegex(@"\((?<user>[^()\s]{1,64})\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Chosen();
}
