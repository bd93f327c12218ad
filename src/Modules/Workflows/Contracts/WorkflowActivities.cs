using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Workflows.Contracts;

/// <summary>How a module brings activities and reads their properties.</summary>
public static class WorkflowActivities
{
    /// <summary>Makes an activity available to workflow types. Made anew in each scope; one of the same name that is added later takes its place.</summary>
    public static IServiceCollection AddWorkflowActivity<T>(this IServiceCollection services)
        where T : class, IActivity
    {
        services.AddScoped<T>();
        return services.AddSingleton(new ActivityRegistration(T.Name, T.Outcomes, T.Understands, T.Doubts, T.Form, typeof(T)));
    }

    /// <summary>A property that is a list of texts, or one text alone; empty when it is absent. Throws <see cref="InvalidOperationException"/> for anything but text.</summary>
    public static IReadOnlyList<string> Many(this JsonObject properties, string property) => properties[property] switch
    {
        null => [],
        JsonArray list => [.. list.Where(i => i is not null).Select(i => i!.GetValue<string>())],
        var one => [one.GetValue<string>()],
    };
}

/// <summary>An activity that the engine can run.</summary>
/// <param name="Name">As in workflow JSON.</param>
/// <param name="Outcomes">Outcomes that given properties allow.</param>
/// <param name="Understands">Whether it can go by given properties.</param>
/// <param name="Doubts">What an administrator should know of given properties.</param>
/// <param name="Form">How its properties are filled in.</param>
/// <param name="Type">The activity's class.</param>
public sealed record ActivityRegistration(
    string Name,
    Func<JsonObject, IReadOnlyList<string>> Outcomes,
    Func<JsonObject, bool> Understands,
    Func<JsonObject, IEnumerable<Kernel.Outcome.Problem>> Doubts,
    ActivityForm Form,
    Type Type);
