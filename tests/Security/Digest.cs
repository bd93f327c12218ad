using System.Data.Common;
using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Security.Tests;

/// <summary>A fingerprint of every table, to see whether anything has been written.</summary>
internal static class Digest
{
    public static Task<IReadOnlyDictionary<string, string>> OfAsync(TestHost host) => host.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct())
        {
            digests[table] = await OfTableAsync(db.Database.GetDbConnection(), table);
        }

        return (IReadOnlyDictionary<string, string>)digests;
    });

    private static async Task<string> OfTableAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = string.Concat("SELECT * FROM ", table);
        await using var reader = await command.ExecuteReaderAsync();
        var (rows, sum) = (0, 0UL);
        while (await reader.ReadAsync())
        {
            rows++;
            var row = 14695981039346656037UL;
            for (var column = 0; column < reader.FieldCount; column++)
            {
                var value = reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture);
                foreach (var letter in (value ?? "") + "|")
                {
                    row = (row ^ letter) * 1099511628211UL;
                }
            }

            sum += row; // In any order.
        }

        return $"{rows} rows {sum:x}";
    }
}
