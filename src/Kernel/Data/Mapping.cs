using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Kernel.Data;

/// <summary>Maps one aggregate to tables. Found by reflection in every module's assembly; lies beside the domain type.</summary>
public interface IMapping
{
    /// <summary>Adds entities to the model. Tables begin with the module's prefix, columns become snake_case by themselves.</summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="db">For query filters only: read the viewer through this instance and nothing else, or the filter freezes at the first viewer.</param>
    void Map(ModelBuilder model, AppDb db);
}

/// <summary>Two people can edit it: the version is raised at each save, and a save on an old version ends as a conflict.</summary>
public interface IVersioned
{
    /// <summary>Starts at 0; raised by one at each save.</summary>
    int Version { get; }
}
