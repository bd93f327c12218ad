using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Organisation;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Workflows.Tests;

/// <summary>Kernel, organisation and workflows on a database of their own, with a town and things of the test's making.</summary>
public sealed class Engine : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new TypedIdJsonConverterFactory() } };

    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private Engine(TestDatabase database)
    {
        this.database = database;
        var collection = new ServiceCollection();
        collection.AddInnovation([new OrganisationModule(), new WorkflowsModule()], (_, options) =>
        {
            (options.Provider, options.DataPath) = (database.Provider, database.DataPath);
            options.ConnectionString = database.ConnectionString;
        });
        collection.Configure<RecipeOptions>(o => o.Setup = "empty");
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton(Options.Create(Outside));
        collection.AddLogging().AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<IOrganisation>(Town).AddSingleton(Things).AddSingleton<IWorkflowSubjects>(Things);
        collection.AddWorkflowActivity<SetStatusTask>().AddWorkflowActivity<StumbleTask>().AddWorkflowActivity<BrokenTask>().AddWorkflowActivity<CreateGoodExampleDraftTask>().AddWorkflowActivity<PauseTask>()
            .AddWorkflowActivity<EitherTask>().AddWorkflowActivity<SupportReachedEvent>();
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public TestClock Clock { get; } = new();

    /// <summary>What workflows may do outside.</summary>
    internal OutsideOptions Outside { get; } = new();

    internal Town Town { get; } = new();

    internal Things Things { get; } = new();

    public static async Task<Engine> StartAsync(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.Postgres && !TestDatabase.HasPostgres)
        {
            const string Say = "PostgreSQL is missing: run by ./dev test, which starts one.";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null or "" or "false", Say);
            throw new InvalidOperationException(Say);
        }

        var engine = new Engine(await TestDatabase.CreateAsync(provider));
        (await engine.services.StartInnovationAsync(new Progress<StepReport>())).Problems.ShouldBeEmpty();
        return engine;
    }

    /// <summary>Reads types in as a recipe would, and says what is wrong with them.</summary>
    internal Task<Result<Done>> ImportAsync(params JsonObject[] types) => SaveAsync(async (scope, ct) =>
    {
        var step = new JsonObject { ["name"] = "WorkflowType", ["data"] = new JsonArray([.. types.Select(t => t.DeepClone())]) };
        var known = scope.GetServices<IRecipeStep>().Single(s => s.Name == "WorkflowType");
        return await known.ApplyAsync(step.Deserialize(known.Shape, RecipeRun.Json)!, new RecipeRun(Clock.NowUtc, Clock.NowUtc), ct);
    });

    public Task<Result<Done>> SubmitAsync(SubjectRef subject, PersonId? by = null) => TriggerAsync("ProposalSubmittedEvent", subject, by);

    public Task<Result<Done>> TriggerAsync(string name, SubjectRef subject, PersonId? by = null, IReadOnlyDictionary<string, string>? facts = null) => SaveAsync(async (scope, ct) =>
    {
        await scope.GetRequiredService<IWorkflows>().TriggerAsync(name, subject, by, Clock.NowUtc, ct, facts);
        return Done.Ok;
    });

    public Task<Result<Done>> CompleteAsync(WorkflowTaskInfo task, string action, PersonId by) => SaveAsync((scope, ct) =>
        scope.GetRequiredService<IWorkflows>().CompleteAsync(task.Id, action, Town.Viewer(by), Clock.NowUtc, ct));

    public Task<IReadOnlyList<WorkflowTaskInfo>> TasksAsync(SubjectRef subject) => InScopeAsync(s => s.GetRequiredService<IWorkflows>().TasksAsync(subject, default));

    public Task<IReadOnlyList<JournalLine>> JournalAsync(SubjectRef subject) => InScopeAsync(s => s.GetRequiredService<IWorkflows>().JournalAsync(subject, default));

    internal Task<List<WorkflowInstance>> InstancesAsync(SubjectRef subject) => ReadAsync(db =>
        db.Set<WorkflowInstance>().AsNoTracking().Where(i => i.SubjectId == subject.Id).OrderBy(i => i.CreatedUtc).ToListAsync());

    internal Task<List<string>> EventsAsync() => ReadAsync(db => db.Database.SqlQuery<string>($"SELECT type AS \"Value\" FROM kernel_outbox").ToListAsync());

    /// <summary>Does something and saves it, as a page does.</summary>
    public Task<Result<Done>> SaveAsync(Func<IServiceProvider, CancellationToken, Task<Result<Done>>> work) => InScopeAsync(scope =>
        scope.GetRequiredService<AppDb>().TransactAsync<Done>(ct => work(scope, ct)));

    public Task<T> ReadAsync<T>(Func<AppDb, Task<T>> read) => InScopeAsync(s => read(s.GetRequiredService<AppDb>()));

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope("test");
        return await work(scope.ServiceProvider);
    }

    /// <summary>Runs a job as the host would.</summary>
    internal Task<bool> RunAsync<TJob>()
        where TJob : IJob => InScopeAsync(async scope =>
    {
        await ActivatorUtilities.CreateInstance<TJob>(scope).RunAsync(default);
        return true;
    });

    /// <summary>Tells a listener, and saves as the outbox does.</summary>
    internal Task<Result<Done>> TellAsync(Func<PassOnOpenWork, Task> tell) => SaveAsync(async (scope, _) =>
    {
        await tell(ActivatorUtilities.CreateInstance<PassOnOpenWork>(scope));
        return Done.Ok;
    });

    /// <summary>The events of a kind that are on their way, oldest first.</summary>
    internal async Task<List<T>> EventsAsync<T>()
    {
        var name = typeof(T).Name;
        var found = await ReadAsync(db => db.Database.SqlQuery<string>($"SELECT body AS \"Value\" FROM kernel_outbox WHERE type = {name} ORDER BY id").ToListAsync());
        return [.. found.Select(json => JsonSerializer.Deserialize<T>(json, Json)!)];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
