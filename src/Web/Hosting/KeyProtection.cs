using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace IntranetInnovation.Web.Hosting;

/// <summary>
/// Encrypts the keys of cookies and tokens with a certificate of the host's own, where one is given: a copy of the database alone then signs nobody in. Keys that were made before stay as they
/// are until they have run out.
/// </summary>
internal static class KeyProtection
{
    private const string Section = "Keys";

    public static void AddKeyProtection(this WebApplicationBuilder builder)
    {
        var keys = builder.Services.AddDataProtection();
        var section = builder.Configuration.GetSection(Section);
        if (Load(section, builder.Environment) is { } certificate)
        {
            keys.ProtectKeysWithCertificate(certificate);
        }

        // The one before: it opens what it closed until those keys have run out too.
        if (Load(section.GetSection("Former"), builder.Environment) is { } former)
        {
            keys.UnprotectKeysWithAnyCertificate(former);
        }
    }

    /// <summary>Says so when the keys lie in the clear. Only of a system that serves people: commands write their answer to the same console.</summary>
    public static void WarnOfOpenKeys(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment() && string.IsNullOrEmpty(app.Configuration[$"{Section}:Certificate"]))
        {
            app.Lifetime.ApplicationStarted.Register(() => app.Logger.LogWarning(
                "The keys of cookies and tokens lie in the database in the clear: guard it and its copies like a password, or set Keys:Certificate (docs/running.md)"));
        }
    }

    // A file that is missing or does not open stops the start: to go on without would be to write keys in the clear.
    private static X509Certificate2? Load(IConfigurationSection section, IHostEnvironment environment) => section["Certificate"] is { Length: > 0 } file
        ? X509CertificateLoader.LoadPkcs12FromFile(Path.GetFullPath(file, environment.ContentRootPath), section["Password"])
        : null;
}
