using System.Data.Common;
using System.Diagnostics;
using IntranetInnovation.IdeaBank.Rebuilding;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Benchmarks;

/// <summary>What the search index costs: a submit with it and without, and making it from nothing against inserting the very same rows.</summary>
internal static class IndexBench
{
    private const int Batch = 500;

    // So much has been indexed before it is measured, else one would measure the compiler.
    private const int WarmUp = 30_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchHost host, string place)
    {
        var rows = await RowsAsync(host);
        var count = rows[0].Rows.Count;
        for (var done = 0; done < WarmUp; done += count)
        {
            await RebuildAsync(host);
            await InsertAsync(host, rows);
        }

        var rates = await Rounds.RunAsync(() => RateAsync(count, () => RebuildAsync(host)), () => RateAsync(count, () => InsertAsync(host, rows)));
        await RebuildAsync(host);
        var rate = Rounds.Ratio(rates[0], rates[1]);

        host.Indexes = true;
        var submits = await SubmitBench.TimesAsync(host, () => host.Indexes = true, () => host.Indexes = false);
        host.Indexes = true;
        await RebuildAsync(host);
        var cost = Rounds.Ratio(submits[0], submits[1]);
        return
        [
            new($"{place}: a submit with the index, ms", Spread.Of(submits[0]).ToString(), $"without: {Spread.Of(submits[1])}", cost, "≤ 1.6", cost.Median <= 1.6),
            new($"{place}: index made from nothing, proposals/s", Spread.Of(rates[0]).ToString(), $"the same rows inserted, {Batch} a transaction: {Spread.Of(rates[1])}", rate, "≥ 0.5", rate.Median >= 0.5),
        ];
    }

    private static async Task<double> RateAsync(int count, Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task RebuildAsync(BenchHost host)
    {
        await using var scope = host.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope("bench");
        var made = await scope.ServiceProvider.GetRequiredService<Rebuild>().AnewAsync((_, _) => { }, CancellationToken.None);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException(made.Problems[0].Text);
        }
    }

    // Everything that the index consists of, as it lies in the database; the entries first.
    private static Task<IReadOnlyList<TableRows>> RowsAsync(BenchHost host) => host.ReadAsync(async db =>
    {
        var tables = new List<TableRows>();
        var text = db.IsSqlite ? "rowid, title, problem, solution, place" : "number, title, problem, solution, place, CAST(vector AS text)";
        foreach (var (table, columns, values) in new[]
        {
            ("ideabank_entry", "*", ""), ("ideabank_text", text, db.IsSqlite ? "@p0, @p1, @p2, @p3, @p4" : "@p0, @p1, @p2, @p3, @p4, CAST(@p5 AS tsvector)"), ("ideabank_term", "*", ""),
            ("ideabank_facet", "*", ""), ("ideabank_kind", "*", ""),
        })
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            await db.Database.OpenConnectionAsync();
            command.CommandText = $"SELECT {columns} FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<object[]>();
            while (await reader.ReadAsync())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }

            string[] names = columns == "*" ? [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)] : [.. columns.Split(", ").Take(5), .. db.IsSqlite ? (string[])[] : ["vector"]];
            tables.Add(new(table, names, values.Length > 0 ? values : string.Join(", ", names.Select((_, i) => $"@p{i}")), rows));
        }

        return (IReadOnlyList<TableRows>)tables;
    });

    private static async Task InsertAsync(BenchHost host, IReadOnlyList<TableRows> tables)
    {
        await using var scope = host.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope("bench");
        var db = scope.Db();
        await db.TransactAsync<Kernel.Outcome.Done>(async ct =>
        {
            await Rebuild.EmptyAsync(db, ct);
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_kind", ct);
            return Kernel.Outcome.Done.Ok;
        });
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) VALUES ({table.Values})";
            foreach (var i in Enumerable.Range(0, table.Columns.Length))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{i}", table.Rows.Count > 0 ? table.Rows[0][i] : DBNull.Value);
                command.Parameters.Add(parameter);
            }

            foreach (var batch in table.Rows.Chunk(Batch))
            {
                await using var transaction = await connection.BeginTransactionAsync();
                command.Transaction = transaction;
                foreach (var row in batch)
                {
                    for (var i = 0; i < row.Length; i++)
                    {
                        command.Parameters[i].Value = row[i];
                    }

                    await command.ExecuteNonQueryAsync();
                }

                await transaction.CommitAsync();
            }
        }
    }

    private sealed record TableRows(string Name, string[] Columns, string Values, IReadOnlyList<object[]> Rows);
}
