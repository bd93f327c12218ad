using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Kernel.Modules;

/// <summary>What a module may declare.</summary>
/// <param name="services">The host's (or tenant's) services.</param>
public sealed class ModuleBuilder(IServiceCollection services)
{
    /// <summary>For services that have no word of their own here. Scoped unless there is a reason.</summary>
    public IServiceCollection Services => services;

    /// <summary>A right and the roles that carry it; none means everyone who is signed in. The policy gets the same name.</summary>
    public ModuleBuilder Right(string name, params string[] roles) => With(new Right(name, roles));

    /// <summary>A view component shown where a page opens the slot, lower orders first. The component must be public.</summary>
    public ModuleBuilder Slot<TViewComponent>(string slot, int order) => With(new SlotEntry(slot, typeof(TViewComponent), order));

    /// <summary>A menu entry, shown to those who hold its right.</summary>
    public ModuleBuilder Menu(MenuItem item) => With(item);

    /// <summary>Reacts to an event after commit.</summary>
    public ModuleBuilder Listener<TEvent, TListener>()
        where TEvent : IEvent
        where TListener : class, IListener<TEvent> => With(new ListenerRegistration(typeof(TEvent), typeof(TListener)));

    /// <summary>Work on a schedule.</summary>
    public ModuleBuilder Job<TJob>()
        where TJob : class, IJob => With(new JobRegistration(typeof(TJob).Name, TJob.Every, typeof(TJob)));

    /// <summary>A step of recipes.</summary>
    public ModuleBuilder RecipeStep<TStep>()
        where TStep : class, IRecipeStep
    {
        services.AddScoped<IRecipeStep, TStep>();
        return this;
    }

    /// <summary>A command of the command line.</summary>
    public ModuleBuilder Command<TCommand>()
        where TCommand : class, IConsoleCommand
    {
        services.AddSingleton<IConsoleCommand, TCommand>();
        return this;
    }

    private ModuleBuilder With<T>(T declared)
        where T : class
    {
        services.AddSingleton(declared);
        return this;
    }
}
