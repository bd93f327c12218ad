using System.Reflection;
using IntranetInnovation.Kernel.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Kernel.Data;

/// <summary>
/// Gathers the hand-written migrations of all modules (ADR 5). Ids are ordered over all modules: <c>yyyyMMddNN_Module_What</c>.
/// On SQLite a migration only creates, adds and renames: dropping a column throws without a target model.
/// </summary>
internal sealed class ModuleMigrations(ICurrentDbContext current) : IMigrationsAssembly
{
    private readonly ModuleSet modules = ((AppDb)current.Context).Modules;
    private IReadOnlyDictionary<string, TypeInfo>? migrations;

    public IReadOnlyDictionary<string, TypeInfo> Migrations => migrations ??= new SortedDictionary<string, TypeInfo>(
        modules.Assemblies.SelectMany(a => a.DefinedTypes)
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Migration)))
            .ToDictionary(t => t.GetCustomAttribute<MigrationAttribute>()!.Id),
        StringComparer.Ordinal);

    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly => typeof(AppDb).Assembly;

    public string? FindMigrationId(string nameOrId) => Migrations.Keys.FirstOrDefault(id => id == nameOrId);

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass.AsType(), nonPublic: true)!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }
}

internal sealed class ModuleModelCacheKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((AppDb)context).Modules.ModelKey, designTime);
}
