using System.Reflection;

namespace IntranetInnovation.TestKit;

/// <summary>Where the sources and the built program lie, for tests that read or start them.</summary>
public static class Repository
{
    /// <summary>The folder of the solution file.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The folder that the program was built to.</summary>
    public static string ProgramFolder { get; } = Path.Combine(Root, "src", "Web", "bin", Metadata("Configuration"), "net10.0");

    /// <summary>True when slow tests shall run at full length: <c>./dev test --long</c>.</summary>
    public static bool Long { get; } = Environment.GetEnvironmentVariable("INNOVATION_LONG") == "1";

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
