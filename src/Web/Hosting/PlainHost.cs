using System.Text.Unicode;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Recipes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace IntranetInnovation.Web.Hosting;

/// <summary>The adapter for our own small host: the only place that knows middleware, hosted services and configuration keys. Orchard's adapter stands in its stead there.</summary>
internal static class PlainHost
{
    /// <summary>Services of the host around <see cref="InnovationHost.AddInnovation"/>.</summary>
    public static WebApplicationBuilder AddPlainHost(this WebApplicationBuilder builder, params IReadOnlyList<IModule> modules)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        services.AddRazorPages();
        services.AddAntiforgery(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);

        // Swedish letters as they are, not as entities; what is dangerous in HTML is encoded all the same.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new(
            UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.GeneralPunctuation));
        if (builder.Environment.IsDevelopment())
        {
            services.AddSingleton<DevelopmentClock>().AddSingleton<TimeProvider>(sp => sp.GetRequiredService<DevelopmentClock>());
        }

        services.AddInnovation(modules, (_, options) => ConfigureDatabase(builder, options));
        services.Configure<RecipeOptions>(o => o.Setup = builder.Configuration["Setup:Recipe"] ?? (builder.Environment.IsDevelopment() ? "motala-demo" : "standard"));
        services.AddSingleton<IConsoleCommand, RecipeCommand>().AddSingleton<IConsoleCommand, RecipeSchemaCommand>().AddSingleton<IConsoleCommand, BackupCommand>().AddSingleton<IConsoleCommand, RestoreCommand>();
        services.AddHealthChecks().AddCheck<ReadyCheck>("ready");
        services.AddHostedService<JobLoop>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeysInDatabase>();
        builder.AddKeyProtection();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        return builder;
    }

    /// <summary>The pipeline, in the only order that is right.</summary>
    public static WebApplication UsePlainHost(this WebApplication app)
    {
        app.UseExceptionHandler("/fel/500");
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), pages => pages.UseStatusCodePagesWithReExecute("/fel/{0}"));
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), api => api.UseStatusCodePages());
        app.Use(SecurityHeaders);
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = CacheVersioned });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(TooLarge.RefuseAsync);
        app.UseAntiforgery();
        app.MapRazorPages();
        app.MapInnovation();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.WarnOfOpenKeys();
        if (app.Environment.IsDevelopment())
        {
            DevelopmentClock.Map(app);
        }

        return app;
    }

    private static void ConfigureDatabase(WebApplicationBuilder builder, DatabaseOptions options)
    {
        var configuration = builder.Configuration;
        var dataPath = configuration["Data:Path"] ?? "App_Data";
        options.DataPath = Path.GetFullPath(dataPath, builder.Environment.ContentRootPath);
        options.Provider = Enum.Parse<DatabaseProvider>(configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite), ignoreCase: true);
        options.ConnectionString = configuration.GetConnectionString("Database") is { Length: > 0 } given ? given : null;
    }

    private static Task SecurityHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
            "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(http);
    }

    // Links carry a hash of the content (asp-append-version), so what they point to never changes.
    private static void CacheVersioned(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl = context.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
}
