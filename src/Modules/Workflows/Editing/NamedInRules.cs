using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>From the names that somebody typed in rules to user names.</summary>
internal sealed class NamedInRules(IEnumerable<IAssigneeResolver> resolvers, IOrganisation organisation, IPeopleSearch people)
{
    private const int MostNamed = 5;

    /// <summary>Puts the user name in the place of each name that means one active person; says what is wrong with the others, which stay as they are.</summary>
    public async Task<IReadOnlyList<Problem>> ResolveAsync(JsonArray rules, CancellationToken ct)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < rules.Count; i++)
        {
            var (resolver, typed) = resolvers.Split(rules[i]!.ToString());
            if (resolver?.ArgumentSource != ChoiceSources.People)
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(typed))
            {
                problems.Add(new("Workflow.Edit.WhoMissing"));
            }
            else if (await organisation.PersonAsync(typed, ct) is null)
            {
                var found = (await people.FindAsync(typed, MostNamed, ct)) switch
                {
                    var all when all.Where(p => p.Name == typed).ToList() is [var exact] => [exact],
                    var all => all,
                };
                if (found is [var only])
                {
                    rules[i] = $"{resolver.Key}:{only.UserName}";
                }
                else
                {
                    problems.Add(found.Count == 0
                        ? new("Workflow.Edit.WhoUnknown") { Arguments = [typed] }
                        : new("Workflow.Edit.WhoSeveral") { Arguments = [typed, string.Join(", ", found.Select(p => $"{p.Name} ({p.UserName})"))] });
                }
            }
        }

        return problems;
    }
}
