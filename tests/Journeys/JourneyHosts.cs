using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>The demo for a real browser, on a port of this computer.</summary>
public abstract class JourneyHost(DatabaseProvider provider) : TestHost(provider)
{
    /// <inheritdoc />
    protected override bool Kestrel => true;

    /// <summary>A browser lives in its own time: the demonstration is made today, or its campaigns would have closed long ago.</summary>
    protected override bool UseTemplate => false;
}

/// <summary>On SQLite.</summary>
public sealed class SqliteJourneyHost() : JourneyHost(DatabaseProvider.Sqlite);

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresJourneyHost() : JourneyHost(DatabaseProvider.Postgres);

/// <summary>Journeys that share one host on SQLite, one after the other.</summary>
[CollectionDefinition(nameof(OnSqlite))]
public sealed class OnSqlite : ICollectionFixture<SqliteJourneyHost>;

/// <summary>Journeys that share one host on PostgreSQL, one after the other.</summary>
[CollectionDefinition(nameof(OnPostgres))]
public sealed class OnPostgres : ICollectionFixture<PostgresJourneyHost>;
