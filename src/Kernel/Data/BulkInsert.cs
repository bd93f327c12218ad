using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntranetInnovation.Kernel.Data;

/// <summary>Writes many rows of one kind past the change tracker, for what is derived and made anew by the hundred thousand. Nothing that is decided before a save happens to them.</summary>
public static class BulkInsert
{
    /// <summary>
    /// Inserts the entities as EF would, by one prepared statement, within the current transaction; throws <see cref="InvalidOperationException"/> when there is none. A row that is there
    /// already is an error of the database.
    /// </summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="entities">New ones, not tracked; all their values known.</param>
    /// <param name="ct">Ends the work between two rows.</param>
    public static async Task IntoAsync<T>(AppDb db, IReadOnlyCollection<T> entities, CancellationToken ct)
        where T : class
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Many rows are written in a transaction.");
        if (entities.Count == 0)
        {
            return;
        }

        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().Select(p => (Name: p.GetColumnName(), Read: p.GetGetter(), Mapping: p.GetRelationalTypeMapping(), p.IsNullable)).ToList();
        var sql = db.GetService<ISqlGenerationHelper>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(type.GetTableName()!)} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Name)))}) " +
            $"VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        foreach (var (column, i) in columns.Select((c, i) => (c, i)))
        {
            command.Parameters.Add(column.Mapping.CreateParameter(command, $"@p{i}", null, column.IsNullable));
        }

        foreach (var entity in entities)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++)
            {
                var value = columns[i].Read.GetClrValue(entity);
                command.Parameters[i].Value = (columns[i].Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
