using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>Somebody whom a rule names.</summary>
/// <param name="Chosen">Null as long as what is written is not a user name.</param>
/// <param name="Found">Those to choose from then.</param>
internal sealed record NamedPerson(Choice? Chosen, IReadOnlyList<Choice> Found);

/// <summary>People in rules: from what somebody searched for to the user names that the engine reads.</summary>
internal sealed class NamedInRules(IEnumerable<IAssigneeResolver> resolvers, IOrganisation organisation, IPeopleSearch people, ITexts texts)
{
    /// <summary>More than this, and one has to write more of the name.</summary>
    public const int MostFound = 20;

    /// <summary>What the rules say of people: whom they mean, and who might be meant by a part of a name. By what stands after the colon.</summary>
    public async Task<IReadOnlyDictionary<string, NamedPerson>> ListAsync(IEnumerable<string> rules, CancellationToken ct)
    {
        var listed = new Dictionary<string, NamedPerson>();
        foreach (var written in rules.Select(Written).OfType<string>().Where(w => w.Length > 0).Distinct())
        {
            IReadOnlyList<PersonInfo> found = await organisation.PersonAsync(written, ct) is { } person ? [person] : await people.FindAsync(written, MostFound, ct);
            var shown = found.Select(p => new Choice(p.UserName, Shown(p))).ToList();
            listed[written] = shown is [var only] ? new(only, []) : new(null, shown);
        }

        return listed;
    }

    /// <summary>Puts the user name in the place of each name that means one active person; says what is wrong with the others, which stay as they are.</summary>
    public async Task<IReadOnlyList<Problem>> ResolveAsync(JsonArray rules, CancellationToken ct)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < rules.Count; i++)
        {
            if (Written(rules[i]!.ToString()) is not { } written)
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(written))
            {
                problems.Add(new("Workflow.Edit.WhoMissing"));
            }
            else if (await organisation.PersonAsync(written, ct) is null)
            {
                var found = (await people.FindAsync(written, MostFound, ct)) switch
                {
                    var all when all.Where(p => p.Name == written).ToList() is [var exact] => [exact],
                    var all => all,
                };
                if (found is [var only])
                {
                    rules[i] = $"{resolvers.Split(rules[i]!.ToString()).Resolver!.Key}:{only.UserName}";
                }
                else
                {
                    problems.Add(new(found.Count == 0 ? "Workflow.Edit.WhoUnknown" : "Workflow.Edit.WhoSeveral") { Arguments = [written] });
                }
            }
        }

        return problems;
    }

    /// <summary>A person by what stands after the colon, as shown.</summary>
    public async Task<string> SayAsync(string userName, CancellationToken ct) => await organisation.PersonAsync(userName, ct) switch
    {
        null => texts["Workflow.PersonGone", userName],
        { Active: false } left => texts["Workflow.PersonLeft", left.Name],
        var person => person.Name,
    };

    // Null for a rule that does not name a person.
    private string? Written(string rule) => resolvers.Split(rule) is ({ ArgumentSource: ChoiceSources.People }, var written) ? written ?? "" : null;

    private string Shown(PersonInfo person)
    {
        var shown = string.IsNullOrEmpty(person.Title) ? $"{person.Name} ({person.UserName})" : $"{person.Name}, {person.Title} ({person.UserName})";
        return person.Active ? shown : texts["Workflow.PersonLeft", shown];
    }
}
