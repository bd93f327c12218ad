using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Security.Tests;

/// <summary>A copy of the database signs nobody in, where the host has a certificate for the keys.</summary>
public sealed class KeyProtectionTests(KeptKeysHost host) : IClassFixture<KeptKeysHost>
{
    [Fact]
    public async Task With_a_certificate_no_key_lies_in_the_clear_and_each_can_be_used()
    {
        var manager = host.Services.GetRequiredService<IKeyManager>();
        manager.CreateNewKey(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);

        var kept = await host.ReadAsync(db => Task.FromResult(db.SettingsOf("kernel.key.")));
        kept.ShouldNotBeEmpty();
        kept.ShouldAllBe(k => k.Contains("<EncryptedData", StringComparison.Ordinal) && !k.Contains("<masterKey", StringComparison.Ordinal));

        // Read from the database anew.
        manager.GetAllKeys().ShouldAllBe(k => k.CreateEncryptor() != null);
    }
}

/// <summary>An empty system whose keys are encrypted with a certificate made for it.</summary>
public sealed class KeptKeysHost() : TestHost(DatabaseProvider.Sqlite, "empty")
{
    /// <summary>A template's keys are in the clear.</summary>
    protected override bool UseTemplate => false;

    /// <inheritdoc />
    protected override void Configure(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var file = Path.Combine(Database.DataPath, "keys.pfx");
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "lösen"));
        builder.UseSetting("Keys:Certificate", file);
        builder.UseSetting("Keys:Password", "lösen");
    }
}
