using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Kernel.Jobs;

/// <summary>Work that nobody waits for. Idempotent, without state in memory between runs; when it runs next and who runs it are rows.</summary>
public interface IJob
{
    /// <summary>The shortest pause between two runs; zero means at every round of the host and after each commit.</summary>
    static abstract TimeSpan Every { get; }

    /// <summary>Does what is due now. May be called at any time, also right after a killed run.</summary>
    Task RunAsync(CancellationToken ct);
}

/// <summary>A registered job.</summary>
/// <param name="Name">Unique, stored in the job's row.</param>
/// <param name="Every">See <see cref="IJob.Every"/>.</param>
/// <param name="Type">The job's class, made anew for each run.</param>
public sealed record JobRegistration(string Name, TimeSpan Every, Type Type);

/// <summary>Scopes of background work.</summary>
public static class SystemScopes
{
    /// <summary>A scope that acts as the explicit system principal, which sees all.</summary>
    /// <param name="scopes">The container's scope factory.</param>
    /// <param name="who">Shown in logs and journals, such as <c>outbox</c>.</param>
    public static AsyncServiceScope CreateSystemScope(this IServiceScopeFactory scopes, string who)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(Viewer.System(who));
        return scope;
    }

    /// <summary>The scope's unit of work.</summary>
    public static AppDb Db(this AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<AppDb>();
}
