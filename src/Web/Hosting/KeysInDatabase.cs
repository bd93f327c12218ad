using System.Xml.Linq;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Web.Hosting;

// The keys of cookies and tokens lie in the database, so that they outlive a restart and several nodes share them.
internal sealed class KeysInDatabase(IServiceScopeFactory scopes) : IConfigureOptions<KeyManagementOptions>, IXmlRepository
{
    private const string Prefix = "kernel.key.";

    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateSystemScope("keys");
        return [.. scope.ServiceProvider.GetRequiredService<AppDb>().SettingsOf(Prefix).Select(v => XElement.Parse(v))];
    }

    // The framework's interface is synchronous; keys are written once in ninety days.
    public void StoreElement(XElement element, string friendlyName) => Task.Run(async () =>
    {
        await using var scope = scopes.CreateSystemScope("keys");
        await scope.Db().SetSettingAsync(Prefix + friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None);
        await scope.Db().SaveChangesAsync();
    }).GetAwaiter().GetResult();
}
