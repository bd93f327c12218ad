using System.Data.Common;
using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Security.Tests;

/// <summary>The demo on SQLite, whose days can be made bad: see <see cref="BadDay"/>.</summary>
public sealed class BadDayHost() : TestHost(DatabaseProvider.Sqlite)
{
    /// <summary>What goes wrong now.</summary>
    public BadDay Day { get; } = new();

    /// <summary>The database file, for whoever wants to lock it.</summary>
    public string File => Path.Combine(Database.DataPath, "innovation.db");

    /// <inheritdoc />
    protected override void Configure(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseSetting("ConnectionStrings:Database", $"Data Source={File};Default Timeout=1"); // A second of patience instead of many.
        builder.ConfigureTestServices(services => services.ConfigureDbContext<AppDb>(options => options.AddInterceptors(Day, Day.Disk)));
    }
}

/// <summary>Lets statements fail, or the disk be full.</summary>
public sealed class BadDay : DbCommandInterceptor
{
    /// <summary>Thrown by every statement while set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Statements that still go well, while set; every one after them fails.</summary>
    public int? StatementsLeft { get; set; }

    /// <summary>Watches the connections.</summary>
    public FullDisk Disk { get; } = new();

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count();
        return new(result);
    }

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count();
        return new(result);
    }

    private void Count()
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        if (StatementsLeft-- <= 0)
        {
            throw new InvalidOperationException("Broken off here");
        }
    }
}

/// <summary>SQLite's own word for a full disk: no page more than there are.</summary>
public sealed class FullDisk : DbConnectionInterceptor
{
    /// <summary>True while the disk is full.</summary>
    public bool Full { get; set; }

    /// <inheritdoc />
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Full ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1073741823";
        await command.ExecuteScalarAsync(cancellationToken);
    }
}

/// <summary>The demo as it is met from another computer.</summary>
public sealed class FarHost() : TestHost(DatabaseProvider.Sqlite)
{
    /// <inheritdoc />
    protected override void Configure(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, FromAfar>());
    }

    private sealed class FromAfar : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, then) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse("198.51.100.7");
                return then(http);
            });
            next(app);
        };
    }
}

/// <summary>The demo behind a real port, where the server's own limits hold.</summary>
public sealed class PortHost() : TestHost(DatabaseProvider.Sqlite)
{
    /// <inheritdoc />
    protected override bool Kestrel => true;
}
