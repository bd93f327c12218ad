using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntranetInnovation.Kernel.Data;

/// <summary>
/// A statement with EF's own connection, transaction, logging and counting, without the cost of a LINQ query: for what LINQ cannot say, and for what nearly every request asks.
/// The text is ours and holds no value; every value is a parameter. No query filter applies.
/// </summary>
public sealed class Sql
{
    private readonly List<object> values = [];

    /// <summary>The parameters so far, in order.</summary>
    public IReadOnlyList<object> Values => values;

    /// <summary>A parameter; what it returns stands for it in the text.</summary>
    public string Add(object value)
    {
        values.Add(value);
        return $"{{{values.Count - 1}}}";
    }

    /// <summary>Several, with commas between; NULL for none, so that IN finds nothing.</summary>
    public string AddAll(IEnumerable<string> many) => string.Join(", ", many.Select(v => Add(v)).DefaultIfEmpty("NULL"));

    /// <summary>Runs the statement and reads every row. Errors of the database are thrown as they are.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="text">SQL, with what <see cref="Add"/> and <see cref="AddAll"/> returned for values.</param>
    /// <param name="read">Makes something of the row that the reader stands on; the reader must not be kept.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<List<T>> ReadAsync<T>(AppDb db, string text, Func<RelationalDataReader, T> read, CancellationToken ct)
    {
        await HoldAsync(db, ct);
        var (command, parameters) = Command(db, text);
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(parameters, ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Runs a statement that writes and returns how many rows it changed. It takes no turn among SQLite's writers: call it inside a transaction.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="text">SQL, as for reading.</param>
    /// <param name="ct">Ends the writing.</param>
    public Task<int> WriteAsync(AppDb db, string text, CancellationToken ct)
    {
        var (command, parameters) = Command(db, text);
        return command.ExecuteNonQueryAsync(parameters, ct);
    }

    // SQLite's connections are told EF's functions anew each time they are opened, which takes as long as a small statement. One that stays open until the unit of work is given back
    // holds nothing up; PostgreSQL's are few, so there EF's way is right: opened for each statement.
    private static Task HoldAsync(AppDb db, CancellationToken ct) =>
        db.IsSqlite && db.Database.GetDbConnection().State == ConnectionState.Closed ? db.Database.OpenConnectionAsync(ct) : Task.CompletedTask;

    private (IRelationalCommand Command, RelationalCommandParameterObject Parameters) Command(AppDb db, string text)
    {
        var facade = (IRelationalDatabaseFacadeDependencies)((IDatabaseFacadeDependenciesAccessor)db.Database).Dependencies;
        var command = db.GetService<IRawSqlCommandBuilder>().Build(text, values, db.Model);
        return (command.RelationalCommand, new(facade.RelationalConnection, command.ParameterValues, null, db, facade.CommandLogger));
    }
}
