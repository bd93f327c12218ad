using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Kernel.Data;

internal sealed class SettingRow
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}

internal sealed class SettingMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var setting = model.Entity<SettingRow>().ToTable("kernel_setting");
        setting.HasKey(s => s.Name);
        setting.Property(s => s.Name).HasMaxLength(100);
    }
}

/// <summary>Small facts of this installation, such as when it first started. Names begin with the module's.</summary>
public static class InstallationSettings
{
    /// <summary>The stored value, or null.</summary>
    public static async Task<string?> SettingAsync(this AppDb db, string name, CancellationToken ct) =>
        (await db.Set<SettingRow>().FindAsync([name], ct))?.Value;

    /// <summary>Sets it in the coming save.</summary>
    public static async Task SetSettingAsync(this AppDb db, string name, string value, CancellationToken ct)
    {
        if (await db.Set<SettingRow>().FindAsync([name], ct) is { } row)
        {
            row.Value = value;
        }
        else
        {
            db.Add(new SettingRow { Name = name, Value = value });
        }
    }

    /// <summary>All values whose names begin with <paramref name="prefix"/>; read at once, for the framework's synchronous interfaces.</summary>
    public static IReadOnlyList<string> SettingsOf(this AppDb db, string prefix) =>
        [.. db.Set<SettingRow>().AsNoTracking().Where(s => s.Name.StartsWith(prefix)).Select(s => s.Value)];
}
