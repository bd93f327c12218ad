using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Tests;

/// <summary>A town of a few people, changed by the test.</summary>
internal sealed class Town : IOrganisation
{
    private readonly Dictionary<PersonId, PersonInfo> people = [];
    private readonly List<(PersonId Person, RoleGrant Grant)> grants = [];

    public DepartmentId Culture { get; } = new(Guid.CreateVersion7());

    public UnitId Library { get; } = new(Guid.CreateVersion7());

    public PersonId Add(string userName, params RoleGrant[] roles)
    {
        var id = new PersonId(Guid.CreateVersion7());
        people[id] = new(id, userName, char.ToUpperInvariant(userName[0]) + userName[1..], null, null, Culture, Library, Active: true);
        grants.AddRange(roles.Select(r => (id, r)));
        return id;
    }

    public void Lose(PersonId id) => grants.RemoveAll(g => g.Person == id);

    public void Leave(PersonId id) => people[id] = people[id] with { Active = false };

    public Viewer Viewer(PersonId id) =>
        Kernel.Security.Viewer.Person(id.Value, people[id].Name, [.. grants.Where(g => g.Person == id).Select(g => g.Grant)]);

    public Task<IReadOnlyList<DepartmentInfo>> DepartmentsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<DepartmentInfo>>(
        [new(Culture, "kultur", "Kulturförvaltningen", "Kulturnämnden", [new(Library, Culture, "biblioteket", "Biblioteket")])]);

    public Task<PersonInfo?> PersonAsync(PersonId id, CancellationToken ct) => Task.FromResult(people.GetValueOrDefault(id));

    public Task<PersonInfo?> PersonAsync(string userName, CancellationToken ct) => Task.FromResult(people.Values.FirstOrDefault(p => p.UserName == userName));

    public Task<IReadOnlyDictionary<PersonId, PersonInfo>> PeopleAsync(IReadOnlyCollection<PersonId> ids, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<PersonId, PersonInfo>>(people.Where(p => ids.Contains(p.Key)).ToDictionary());

    public Task<IReadOnlyList<PersonInfo>> PeopleNamedAsync(IReadOnlyCollection<string> userNames, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<PersonInfo>>([.. people.Values.Where(p => userNames.Contains(p.UserName))]);

    public Task<IReadOnlyList<PersonInfo>> HoldersAsync(string role, Guid? scope, CancellationToken ct) => Task.FromResult<IReadOnlyList<PersonInfo>>(
        [.. grants.Where(g => g.Grant == new RoleGrant(role, scope)).Select(g => people[g.Person]).Where(p => p.Active)]);

    public Task<IReadOnlySet<RoleGrant>> HeldAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<RoleGrant>>(grants.Where(g => people[g.Person].Active).Select(g => g.Grant).ToHashSet());

    public Task<IReadOnlyList<RoleGrant>> GrantsAsync(PersonId id, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<RoleGrant>>([.. grants.Where(g => g.Person == id).Select(g => g.Grant)]);

    public Task<IReadOnlyList<GoalInfo>> GoalsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<GoalInfo>>([]);

    public Task<IReadOnlyList<HeadCountInfo>> HeadCountsAsync(DateOnly day, CancellationToken ct) => Task.FromResult<IReadOnlyList<HeadCountInfo>>([]);

    public Task<IReadOnlyList<IndicatorGoalInfo>> IndicatorGoalsAsync(int year, CancellationToken ct) => Task.FromResult<IReadOnlyList<IndicatorGoalInfo>>([]);
}

/// <summary>Proposals without a database.</summary>
internal sealed class Things : IWorkflowSubjects
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, WorkflowSubject> all = new();
    private readonly Dictionary<Guid, string> answerers = [];

    private readonly List<Guid> order = [];
    private readonly HashSet<Guid> closed = [];
    private readonly HashSet<Guid> broken = [];

    private int changed;

    public string Type => "thing";

    public int TasksChanged => changed;

    /// <summary>For <see cref="BrokenTask"/>.</summary>
    public bool IsMended { get; set; }

    /// <summary>What things await; nothing until a test says so.</summary>
    public Func<WorkflowSubject, AwaitedTask?> Need { get; set; } = _ => null;

    public AwaitedTask? Awaits(WorkflowSubject subject) => Need(subject);

    public SubjectRef Add(Town town, PersonId? author = null, bool inUnit = true, params (string Name, string Value)[] values)
    {
        var subject = new SubjectRef(Type, Guid.CreateVersion7());
        order.Add(subject.Id);
        all[subject.Id] = new(
            subject, "Bokbuss", $"~/sak/{subject.Id}", author, town.Culture, inUnit ? town.Library : null, values.ToDictionary(v => v.Name, v => (string?)v.Value));
        return subject;
    }

    public void Close(SubjectRef subject) => closed.Add(subject.Id);

    /// <summary>Reading it throws from now on.</summary>
    public void Break(SubjectRef subject) => broken.Add(subject.Id);

    public Task<IReadOnlyList<OpenSubject>> OpenAsync(int after, int most, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OpenSubject>>([.. order.Select((id, i) => new OpenSubject(id, i + 1)).Where(o => o.Number > after && !closed.Contains(o.Id)).Take(most)]);

    public void Remove(SubjectRef subject) => all.TryRemove(subject.Id, out _);

    public void Set(Guid id, string name, string value) =>
        all[id] = all[id] with { Values = new Dictionary<string, string?>(all[id].Values) { [name] = value } };

    public string? Value(SubjectRef subject, string name) => all[subject.Id].Values.GetValueOrDefault(name);

    public string? Answerer(SubjectRef subject) => answerers.GetValueOrDefault(subject.Id);

    public Task AssigneeChangedAsync(Guid id, Assignee to, DateTime nowUtc, CancellationToken ct)
    {
        answerers[id] = to.Name;
        return Task.CompletedTask;
    }

    public Task<WorkflowSubject?> FindAsync(Guid id, CancellationToken ct) =>
        broken.Contains(id) ? throw new InvalidOperationException("It cannot be read.") : Task.FromResult(all.GetValueOrDefault(id));

    public Task<IReadOnlyDictionary<Guid, SubjectCard>> CardsAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<Guid, SubjectCard>>(new Dictionary<Guid, SubjectCard>());

    public Task TasksChangedAsync(Guid id, CancellationToken ct)
    {
        Interlocked.Increment(ref changed);
        return Task.CompletedTask;
    }
}
