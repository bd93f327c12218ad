using IntranetInnovation.TestKit;
using Microsoft.Playwright;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>One Chromium for all journeys, started by the first.</summary>
internal static class Browser
{
    private static readonly Lazy<Task<IBrowser>> One = new(StartAsync);

    public static Task<IBrowser> GetAsync()
    {
        Needs.Is(Path is not null, "Chromium is missing: run by ./dev test, which installs one.");
        return One.Value;
    }

    private static string? Path => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } given
        ? given
        : new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private static async Task<IBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-dev-shm-usage"],
        });
    }
}
