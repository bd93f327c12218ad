using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IntranetInnovation.IdeaBank;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntranetInnovation.Benchmarks;

/// <summary>The rows that one submit added, to be saved again under other ids by EF alone: no routing, no visibility, no analysis, just rows and index entries in one transaction.</summary>
internal sealed class BareSave
{
    private readonly List<(IEntityType Type, List<(IProperty Property, object? Value)> Values)> rows = [];
    private readonly HashSet<Guid> ids = [];
    private DbContextOptions options = null!;

    public int Rows => rows.Count;

    public IndexedText Text { get; set; } = IndexedText.Nothing;

    /// <summary>Notes everything that this unit of work is about to add.</summary>
    public void Watch(AppDb db)
    {
        var builder = new DbContextOptionsBuilder().UseModel(db.Model);
        options = db.IsSqlite ? builder.UseSqlite(db.Database.GetConnectionString()).Options : builder.UseNpgsql(db.Database.GetConnectionString()).Options;
        db.SavingChanges += (_, _) =>
        {
            foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added))
            {
                Note(entry);
            }
        };
    }

    public async Task SaveAsync()
    {
        await using var db = new DbContext(options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var number = (await db.Database.SqlQuery<int>($"UPDATE kernel_counter SET value = value + 1 WHERE name = 'proposal' RETURNING value AS \"Value\"").ToListAsync())[0];
        var fresh = ids.ToDictionary(id => id, _ => Guid.CreateVersion7());
        foreach (var (type, values) in rows)
        {
            var entry = db.Entry(New(type.ClrType));
            foreach (var (property, value) in values)
            {
                entry.Property(property).CurrentValue = property.Name == "Number" ? number : Renewed(value, fresh);
            }

            entry.State = EntityState.Added;
        }

        await db.SaveChangesAsync();
        await IndexAsync(db, number);
        await transaction.CommitAsync();
    }

    private void Note(EntityEntry entry)
    {
        var values = entry.Properties.Where(p => !p.IsTemporary).Select(p => ((IProperty)p.Metadata, p.CurrentValue)).ToList();
        rows.Add((entry.Metadata, values));
        ids.UnionWith(values.Where(v => v.Item1.IsPrimaryKey()).Select(v => IdOf(v.CurrentValue)).OfType<Guid>());
    }

    private static object New(Type type) => type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is { } made
        ? made.Invoke([])
        : RuntimeHelpers.GetUninitializedObject(type);

    // A typed id is a record around one Guid.
    private static Guid? IdOf(object? value) => value is Guid id ? id : value?.GetType().GetProperty("Value")?.GetValue(value) as Guid?;

    // Ids stand in keys of text too.
    private static object? Renewed(object? value, Dictionary<Guid, Guid> fresh) => value switch
    {
        string { Length: >= 32 and <= 200 } text => fresh.Aggregate(text, (t, f) => t.Replace(f.Key.ToString("D"), f.Value.ToString("D"), StringComparison.Ordinal)
            .Replace(f.Key.ToString("N"), f.Value.ToString("N"), StringComparison.Ordinal)),
        _ when IdOf(value) is not { } id || !fresh.TryGetValue(id, out var other) => value,
        Guid id => fresh[id],
        _ => Activator.CreateInstance(value!.GetType(), fresh[IdOf(value)!.Value]),
    };

    private async Task IndexAsync(DbContext db, int number)
    {
        string[] terms = [.. Text.Terms.Distinct().Order(StringComparer.Ordinal)];
        if (db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO ideabank_text (rowid, title, problem, solution, place) VALUES ({number}, {Text.Title}, {Text.Problem}, {Text.Solution}, {Text.Place})");
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO ideabank_term SELECT value, value, value, 1 FROM json_each({JsonSerializer.Serialize(terms)}) WHERE true ON CONFLICT (term) DO UPDATE SET documents = ideabank_term.documents + 1");
        }
        else
        {
            var vector = string.Join(' ', Text.Terms.Select((t, i) => $"'{t}':{i + 1}"));
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO ideabank_text (number, title, problem, solution, place, vector) VALUES ({number}, {Text.Title}, {Text.Problem}, {Text.Solution}, {Text.Place}, CAST({vector} AS tsvector))");
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO ideabank_term SELECT t, t, t, 1 FROM unnest({terms}) AS t ON CONFLICT (term) DO UPDATE SET documents = ideabank_term.documents + 1");
        }

        await db.Database.ExecuteSqlAsync($"UPDATE ideabank_stats SET documents = documents + 1, title = title + 1, problem = problem + 1, solution = solution + 1, place = place + 1 WHERE id = 1");
    }
}
