using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>The activities that the modules brought, by name. The last one of a name wins, so that an upper module may replace one.</summary>
internal sealed class ActivityCatalog
{
    private readonly Dictionary<string, ActivityRegistration> byName = [];

    public ActivityCatalog(IEnumerable<ActivityRegistration> registrations)
    {
        foreach (var registration in registrations)
        {
            byName[registration.Name] = registration;
        }
    }

    public IReadOnlyCollection<ActivityRegistration> All => byName.Values;

    public ActivityRegistration? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The outcomes that a step may lead to; none for one that nobody here knows.</summary>
    public IReadOnlyList<string> OutcomesOf(GraphActivity step)
    {
        try
        {
            return Find(step.Name)?.Outcomes(step.Properties()) ?? [];
        }
        catch (InvalidOperationException)
        {
            return []; // A property of the wrong kind.
        }
    }
}
