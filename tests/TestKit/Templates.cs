using System.Security.Cryptography;
using System.Text;
using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Hosting;

namespace IntranetInnovation.TestKit;

/// <summary>Databases that a recipe has been run on once, to be copied by every fixture that wants the same: a demo recipe takes seconds, a copy does not.</summary>
public static class Templates
{
    private static readonly Lazy<string> Build = new(HashOfBuild);

    /// <summary>The database that the recipe has been run on; made by the first who asks.</summary>
    public static async Task<TestDatabase> GetAsync(DatabaseProvider provider, string recipe)
    {
        var name = $"innovation_template_{recipe}_{Build.Value}".Replace('-', '_');
        await using var turn = await LockAsync(Path.Combine(Path.GetTempPath(), $"{name}_{provider}.lock"));
        name = provider == DatabaseProvider.Postgres ? name : $"{name}_sqlite";
        if (await TestDatabase.FindAsync(provider, name) is { } ready)
        {
            return ready;
        }

        var made = await TestDatabase.CreateAsync(provider);
        await using (var app = new TestApplication(made, recipe, kestrel: false, configure: null))
        {
            await TestHost.StartAsync(app);
        }

        // Under its name only when it is whole: a test run that was stopped half-way leaves none.
        await made.RenameAsync(name);
        return (await TestDatabase.FindAsync(provider, name))!;
    }

    // Another build may have other migrations or another recipe.
    private static string HashOfBuild()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "IntranetInnovation.*.dll").Where(f => !f.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Concat(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "recipes"))).Order(StringComparer.Ordinal))
        {
            text.Append(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }

    private static async Task<FileStream> LockAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200);
            }
        }
    }
}
