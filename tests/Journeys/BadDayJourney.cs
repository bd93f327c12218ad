using IntranetInnovation.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>The bad days as a person meets them in a browser.</summary>
public sealed class BadDayJourney(SqliteJourneyHost host) : IClassFixture<SqliteJourneyHost>
{
    [Fact]
    public async Task While_the_database_is_locked_one_is_told_so_and_finds_everything_again()
    {
        await using var staff = await Person.ArriveAsync(host, "medarbetare");
        await staff.GoAsync("/forslag/nytt");
        await staff.Page.GetByLabel("Rubrik").FillAsync("Låst");
        await staff.Page.GetByLabel("Vad är problemet?").FillAsync("Det tog mig en timme att skriva det här.");
        await staff.Page.GetByLabel("Vad föreslår du?").FillAsync("Att ingenting går förlorat.");
        using (var other = new SqliteConnection($"Data Source={Path.Combine(host.Database.DataPath, "innovation.db")};Pooling=False"))
        {
            other.Open();
            await using var transaction = other.BeginTransaction();
            staff.Page.SetDefaultTimeout(60_000);
            await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Lämna förslaget" }).ClickAsync();
            await Assertions.Expect(staff.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Systemet hinner inte med just nu", new() { Timeout = 60_000 });
            await Assertions.Expect(staff.Page.Locator("main")).ToContainTextAsync("Det tog mig en timme att skriva det här.");
        }

        // Sent again as the browser offers to do: it is one proposal.
        await staff.Page.ReloadAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tack!");
    }
}
