using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.TestKit;

/// <summary>The real program on a test's database. It migrates and runs its recipe before it serves, as it does for people.</summary>
internal sealed class TestApplication(TestDatabase database, string recipe, bool kestrel, Action<IWebHostBuilder>? configure) : WebApplicationFactory<Program>
{
    public TestClock Clock { get; } = new();

    public TestLog Log { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseContentRoot(Path.Combine(Repository.Root, "src", "Web"));
        // The manifest of static files lies beside the program, not beside the tests.
        builder.UseSetting(WebHostDefaults.StaticWebAssetsKey, Path.Combine(Repository.ProgramFolder, "IntranetInnovation.Web.staticwebassets.runtime.json"));
        builder.UseSetting("Setup:Recipe", recipe);
        builder.UseSetting("Data:Path", database.DataPath);
        builder.UseSetting("Database:Provider", database.Provider.ToString());
        builder.UseSetting("ConnectionStrings:Database", database.ConnectionString ?? "");
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<SqlWatch>();
            services.ConfigureDbContext<AppDb>((sp, options) => options.AddInterceptors(sp.GetRequiredService<SqlWatch>()));
            if (!kestrel)
            {
                // A browser has its own idea of the time, and expects things to happen by themselves. Page tests say when: see DrainAsync.
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                services.Remove(services.Single(d => d.ImplementationType == typeof(JobLoop)));
            }
        });
        configure?.Invoke(builder);
    }
}
