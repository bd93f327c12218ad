namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>Data that lies beside the repository, in a folder <c>shared</c> somewhere above. Without it a test is skipped, and fails in CI.</summary>
internal static class SharedData
{
    public static string PathOf(string file)
    {
        if (Find(file) is { } path)
        {
            return path;
        }

        var say = $"shared/data/{file} was not found in any folder above {AppContext.BaseDirectory}.";
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null or "" or "false", say);
        throw new FileNotFoundException(say);
    }

    public static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
