using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntranetInnovation.Kernel.Data;

// SQLite gives times back without a kind, and a local time would be stored an hour wrong on PostgreSQL.
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Utc ? value : Refuse(value),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime Refuse(DateTime value) =>
        value == default ? DateTime.SpecifyKind(value, DateTimeKind.Utc) : throw new ArgumentException($"Not UTC: {value:O}", nameof(value));
}
