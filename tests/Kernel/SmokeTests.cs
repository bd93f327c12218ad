using IntranetInnovation.TestKit;

namespace IntranetInnovation.Kernel.Tests;

public abstract class SmokeTests(TestHost host)
{
    [Fact]
    public async Task The_host_is_ready()
    {
        using var visitor = host.Visit();
        using var answer = await visitor.GetAsync("/health/ready");
        (await answer.Content.ReadAsStringAsync()).ShouldBe("Healthy");
    }
}

public sealed class SqliteSmokeTests(SqliteHost host) : SmokeTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresSmokeTests(PostgresHost host) : SmokeTests(host), IClassFixture<PostgresHost>;
