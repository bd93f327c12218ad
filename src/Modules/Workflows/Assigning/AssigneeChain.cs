using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>
/// Goes through rules until one reaches somebody, and always reaches somebody: after the given rules come the department's coach, the central coach, and at last
/// the central coach's role. The journal says what each rule came to.
/// </summary>
internal sealed class AssigneeChain(IEnumerable<IAssigneeResolver> resolvers, IOrganisation organisation, ITexts texts)
{
    private const int MostAsked = 50;

    private static readonly string[] Fallback = ["department-coach", "central-coach"];

    /// <summary>Who answers, and a note in the journal of how that was found. <paramref name="alsoAuthor"/> lets rules that mean a very person reach the author.</summary>
    public async Task<Assignee> ResolveAsync(IReadOnlyList<string> rules, ActivityContext context, CancellationToken ct, bool alsoAuthor = false)
    {
        foreach (var rule in rules)
        {
            if (await TryAsync(rule, context, alsoAuthor, ct) is { } found)
            {
                return found;
            }
        }

        context.Note("Workflow.Why.Fallback");
        foreach (var rule in Fallback.Except(rules))
        {
            if (await TryAsync(rule, context, alsoAuthor: false, ct) is { } found)
            {
                return found;
            }
        }

        var role = await organisation.RoleAsync(Roles.CentralIdeaCoach, null, texts, ct);
        context.Note("Workflow.Why.LastResort", role.Name);
        return role;
    }

    /// <summary>All whom the rules reach, each once, and a note in the journal of how; with nobody, whom <see cref="ResolveAsync"/> falls back on. Rules that mean a very person reach the author.</summary>
    /// <param name="rules">In order; <c>assignee</c> means who answers for the subject, and none means that too.</param>
    /// <param name="context">The step's.</param>
    /// <param name="byPerson">True for a role's holders one by one, the author not among them; false for the role as one.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<IReadOnlyList<Assignee>> EachAsync(IReadOnlyList<string> rules, ActivityContext context, bool byPerson, CancellationToken ct)
    {
        var all = new List<Assignee>();
        foreach (var rule in rules is [] ? [ActivityContext.AssigneeMemory] : rules)
        {
            var found = rule == ActivityContext.AssigneeMemory ? context.Assignee : await TryAsync(rule, context, alsoAuthor: true, ct);
            all.AddRange(found switch
            {
                null => [],
                { Person: null } when byPerson => (await organisation.HoldersAsync(found.Role!, found.Scope, ct)).Where(h => h.Id != context.Subject.Author).Select(Assignees.Person),
                _ => [found],
            });
        }

        return all.DistinctBy(a => a.Principal).ToList() switch
        {
            { Count: > MostAsked } => throw new ActivityFaultException("Workflow.Fault.TooManyToAsk", $"{MostAsked}"),
            [] => [await ResolveAsync([], context, ct)],
            var some => some,
        };
    }

    /// <summary>What one rule comes to for this subject, without notes; null for nobody and for a rule that no module knows.</summary>
    public async Task<Assignee?> FindAsync(string rule, WorkflowSubject subject, CancellationToken ct)
    {
        var (resolver, argument) = resolvers.Split(rule);
        return resolver is null ? null : await resolver.ResolveAsync(subject, argument, ct);
    }

    /// <summary>True when one of the rules, or the fallback after them, still means that person, alone or as one of several who share a role.</summary>
    public async Task<bool> ReachesAsync(PersonId person, IReadOnlyList<string> rules, WorkflowSubject subject, CancellationToken ct)
    {
        foreach (var rule in rules.Union(Fallback))
        {
            var found = await FindAsync(rule, subject, ct);
            if (found?.Person == person || (found is { Role: { } role } && (await organisation.HoldersAsync(role, found.Scope, ct)).Any(h => h.Id == person)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a rule that means a very person, author or not.</summary>
    public bool MayReachAuthor(string rule) => resolvers.Split(rule).Resolver?.MayBeAuthor == true;

    private async Task<Assignee?> TryAsync(string rule, ActivityContext context, bool alsoAuthor, CancellationToken ct)
    {
        var (resolver, argument) = resolvers.Split(rule);
        if (resolver is null)
        {
            context.Note("Workflow.Why.RuleUnknown", rule);
            return null;
        }

        if (await resolver.ResolveAsync(context.Subject, argument, ct) is not { } found)
        {
            context.Note(resolver.Miss, rule, argument ?? "");
            return null;
        }

        // Nobody answers for their own proposal; being asked about it, or carrying it out, is another matter.
        if (!(alsoAuthor && resolver.MayBeAuthor) && found.Person is { } person && person == context.Subject.Author)
        {
            context.Note("Workflow.Why.OwnProposal", found.Name);
            return null;
        }

        context.Note(resolver.Hit, found.Name, argument ?? "");
        return found;
    }
}

/// <summary>Rules as they are written.</summary>
internal static class Rules
{
    /// <summary>Who brought a rule, or null, and what stands after its colon.</summary>
    public static (IAssigneeResolver? Resolver, string? Argument) Split(this IEnumerable<IAssigneeResolver> resolvers, string rule)
    {
        var colon = rule.IndexOf(':', StringComparison.Ordinal);
        var (key, argument) = colon < 0 ? (rule, null) : (rule[..colon], rule[(colon + 1)..]);
        return (resolvers.LastOrDefault(r => r.Key == key), argument);
    }
}
