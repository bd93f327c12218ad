using Xunit;

namespace IntranetInnovation.TestKit;

/// <summary>What a test cannot do without. Missing, it is skipped on a person's computer and fails in CI.</summary>
public static class Needs
{
    /// <summary>Skips or fails the running test when there is no PostgreSQL.</summary>
    public static void Postgres() => Is(TestDatabase.HasPostgres, "PostgreSQL is missing: run by ./dev test, which starts one.");

    /// <summary>Skips or fails the running test unless <paramref name="there"/>.</summary>
    public static void Is(bool there, string otherwise)
    {
        if (there)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") is null or "" or "false")
        {
            Assert.Skip(otherwise);
        }

        throw new InvalidOperationException(otherwise);
    }
}
