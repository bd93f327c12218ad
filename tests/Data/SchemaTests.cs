using System.Reflection;
using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Data.Tests;

/// <summary>The hand-written migrations give what EF would make of the model.</summary>
public abstract partial class SchemaTests(TestHost host)
{
    [Fact]
    public async Task The_migrated_schema_is_the_models()
    {
        var migrated = await host.ReadAsync(db => SchemaReader.ReadAsync(db));
        var created = await CreatedAsync(extra: null);

        migrated.Except(created).ShouldBeEmpty("The migrations make this, the model does not");
        created.Except(migrated).ShouldBeEmpty("The model has this, the migrations do not");
    }

    [Fact]
    public async Task A_difference_would_be_seen()
    {
        var migrated = await host.ReadAsync(db => SchemaReader.ReadAsync(db));
        var created = await CreatedAsync("CREATE UNIQUE INDEX ix_extra ON kernel_outbox (type)");

        created.Except(migrated).ShouldHaveSingleItem().ShouldContain("ix_extra");
    }

    [Fact]
    public void Migrations_are_named_by_day_order_and_module()
    {
        var modules = host.Services.GetRequiredService<ModuleSet>();
        var migrations = modules.Assemblies.SelectMany(a => a.DefinedTypes).Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Migration))).ToList();
        migrations.ShouldNotBeEmpty();
        foreach (var migration in migrations)
        {
            var id = migration.GetCustomAttribute<MigrationAttribute>()!.Id;
            MigrationId().IsMatch(id).ShouldBeTrue(id);
            migration.Name.ShouldBe("M" + id);
            id.Split('_')[1].ShouldBe(migration.Assembly.GetName().Name!.Split('.')[^1], id);
        }

        migrations.Select(m => m.Name.Split('_')[0]).ShouldBeUnique("Two migrations have the same number");
    }

    [GeneratedRegex(@"^20\d{8}_[A-Z][A-Za-z]+_[A-Z]\w+$")]
    private static partial Regex MigrationId();

    private async Task<IReadOnlyList<string>> CreatedAsync(string? extra)
    {
        await using var database = await TestDatabase.CreateAsync(host.Database.Provider);
        return await host.InScopeAsync(async services =>
        {
            var options = new DbContextOptionsBuilder<AppDb>();
            new DatabaseOptions { Provider = database.Provider, DataPath = database.DataPath, ConnectionString = database.ConnectionString }.Configure(options);
            await using var db = new AppDb(options.Options).Enter(services);
            await db.Database.EnsureCreatedAsync();
            if (extra is not null)
            {
                await db.Database.ExecuteSqlRawAsync(extra);
            }

            return await SchemaReader.ReadAsync(db);
        });
    }
}

public sealed class SqliteSchemaTests(EmptySqliteHost host) : SchemaTests(host), IClassFixture<EmptySqliteHost>;

public sealed class PostgresSchemaTests(EmptyPostgresHost host) : SchemaTests(host), IClassFixture<EmptyPostgresHost>;
