using System.Data.Common;
using IntranetInnovation.Kernel.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntranetInnovation.Benchmarks;

/// <summary>
/// The same search as somebody would write it by hand: two statements, ranked by the database itself, the facets counted over one list of matches. What the person
/// may not see is left out here too, or it would answer another question.
/// </summary>
internal sealed class HandWritten : IAsyncDisposable
{
    private static readonly string[] Facets = ["department", "unit", "campaign", "status", "goal", "year", "source"];

    private readonly DbConnection connection;
    private readonly DbCommand ranked;
    private readonly DbCommand counted;

    private HandWritten(DbConnection connection, DatabaseProvider provider, IReadOnlyList<string> principals)
    {
        this.connection = connection;
        var sqlite = provider == DatabaseProvider.Sqlite;
        var from = sqlite
            ? "ideabank_text t JOIN ideabank_entry e ON e.number = t.rowid WHERE t.ideabank_text MATCH @q"
            : "ideabank_text t JOIN ideabank_entry e ON e.number = t.number WHERE t.vector @@ CAST(@q AS tsquery)";
        var rank = sqlite ? "bm25(ideabank_text, 3.0, 1.4, 1.0, 0.5)" : "-ts_rank(t.vector, CAST(@q AS tsquery))";
        var mayBeSeen = $"EXISTS (SELECT 1 FROM proposals_access a WHERE a.proposal_id = e.proposal_id AND a.principal IN ({string.Join(", ", principals.Select((_, i) => $"@p{i}"))}))";
        ranked = Command(
            $"SELECT e.number, e.title, e.problem, e.solution, e.status, e.department, e.campaign, e.submitted_utc, e.supports, {rank} AS score FROM {from} AND {mayBeSeen} " +
            "ORDER BY score LIMIT 20", principals);
        counted = Command(
            $"WITH m AS MATERIALIZED (SELECT {string.Join(", ", Facets.Select(f => $"e.{f}"))} FROM {from} AND {mayBeSeen}) SELECT 'total', '', count(*) FROM m " +
            string.Concat(Facets.Select(f => $"UNION ALL SELECT '{f}', {f}, count(*) FROM m WHERE {f} IS NOT NULL GROUP BY {f} ")), principals);
    }

    public static async Task<HandWritten> OpenAsync(BenchHost host, IReadOnlyList<string> principals)
    {
        DbConnection opened = host.Provider == DatabaseProvider.Sqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(host.Database.DataPath, "innovation.db"), Pooling = false }.ToString())
            : new NpgsqlConnection(host.Database.ConnectionString);
        await opened.OpenAsync();
        return new(opened, host.Provider, principals);
    }

    /// <summary>Both statements; how many hits.</summary>
    public async Task<long> FindAsync(IReadOnlyList<string> terms)
    {
        var query = connection is SqliteConnection ? string.Join(" OR ", terms.Select(t => $"\"{t}\"")) : string.Join(" | ", terms.Select(t => $"'{t}'"));
        ranked.Parameters["@q"].Value = query;
        await using (var rows = await ranked.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                _ = (rows.GetInt32(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5));
            }
        }

        counted.Parameters["@q"].Value = query;
        var total = -1L;
        await using var counts = await counted.ExecuteReaderAsync();
        while (await counts.ReadAsync())
        {
            _ = counts.GetString(1);
            total = total < 0 ? counts.GetInt64(2) : total;
        }

        return total;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private DbCommand Command(string sql, IReadOnlyList<string> principals)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in principals.Select((p, i) => ($"@p{i}", p)).Prepend(("@q", "")))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
