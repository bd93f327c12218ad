using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>A trial that was saved: at each publishing it is run again, and must go the same way.</summary>
internal sealed class WorkflowTrial
{
    /// <summary>Of one type at most.</summary>
    public const int Most = 20;

    private WorkflowTrial()
    {
    }

    public Guid Id { get; private init; }

    public WorkflowTypeId TypeId { get; private init; }

    public string Name { get; private init; } = "";

    public PersonId? Author { get; private init; }

    /// <summary>What was said of the proposal, as a JSON object of texts.</summary>
    public string Said { get; private init; } = "{}";

    /// <summary>What was chosen at each wait, as a JSON list.</summary>
    public string Choices { get; private init; } = "[]";

    /// <summary>The way it went then: <see cref="Trial.Path"/>.</summary>
    public string Path { get; private init; } = "";

    public DateTime CreatedUtc { get; private init; }

    public SubjectSketch Sketch => new(Author, JsonSerializer.Deserialize<Dictionary<string, string>>(Said)!);

    public static WorkflowTrial Save(WorkflowTypeId type, string name, SubjectSketch sketch, IReadOnlyList<TrialChoice> choices, Trial trial, DateTime nowUtc) => new()
    {
        Id = Guid.CreateVersion7(),
        TypeId = type,
        Name = name,
        Author = sketch.Author,
        Said = JsonSerializer.Serialize(sketch.Values),
        Choices = JsonSerializer.Serialize(choices),
        Path = trial.Path,
        CreatedUtc = nowUtc,
    };

    public IReadOnlyList<TrialChoice> Chosen() => JsonSerializer.Deserialize<TrialChoice[]>(Choices)!;
}

/// <summary>The saved trials of a type, run on a definition.</summary>
internal sealed class SavedTrials(AppDb db, TryOut trying)
{
    public Task<List<WorkflowTrial>> OfAsync(WorkflowTypeId type, CancellationToken ct) =>
        db.Set<WorkflowTrial>().AsNoTracking().Where(t => t.TypeId == type).OrderBy(t => t.CreatedUtc).Take(WorkflowTrial.Most).ToListAsync(ct);

    /// <summary>Names of those that go another way than when they were saved. Not inside a transaction: each rolls its own back.</summary>
    public async Task<IReadOnlyList<string>> FailingAsync(WorkflowTypeId type, WorkflowGraph graph, DateTime nowUtc, CancellationToken ct)
    {
        var failing = new List<string>();
        foreach (var saved in await OfAsync(type, ct))
        {
            if ((await trying.RunAsync(graph, saved.Sketch, saved.Chosen(), nowUtc, ct)).Path != saved.Path)
            {
                failing.Add(saved.Name);
            }
        }

        return failing;
    }
}

internal sealed class WorkflowTrialMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var trial = model.Entity<WorkflowTrial>().ToTable("workflows_trial");
        trial.HasKey(t => t.Id);
        trial.Property(t => t.Name).HasMaxLength(WorkflowTypeMapping.LongestName);
        trial.Ignore(t => t.Sketch);
        trial.HasIndex(t => t.TypeId);
    }
}
