using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Import;

internal enum ImportKind
{
    People,
    Places,
}

internal readonly record struct PendingImportId(Guid Value) : ITypedId<PendingImportId>
{
    public static PendingImportId From(Guid value) => new(value);
}

/// <summary>A file that somebody looks at before it is carried out. Gone when carried out, or after a day.</summary>
internal sealed class PendingImport
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    private PendingImport()
    {
    }

    public PendingImportId Id { get; private set; }

    public ImportKind Kind { get; private set; }

    public string Text { get; private set; } = "";

    public PersonId MadeBy { get; private set; }

    public DateTime MadeUtc { get; private set; }

    public static PendingImport Of(ImportKind kind, string text, PersonId by, DateTime nowUtc) =>
        new() { Id = TypedId.New<PendingImportId>(), Kind = kind, Text = text, MadeBy = by, MadeUtc = nowUtc };
}

internal sealed class ForgetOldImports(AppDb db, TimeProvider clock) : IJob
{
    public static TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var floor = clock.GetUtcNow().UtcDateTime - PendingImport.Lasts;
        await db.WriteAsync(d => d.Set<PendingImport>().Where(i => i.MadeUtc <= floor).ExecuteDeleteAsync(ct), ct);
    }
}

internal sealed class PendingImportMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var import = model.Entity<PendingImport>().ToTable("organisation_pending_import");
        import.HasKey(i => i.Id);
        import.Property(i => i.Id).ValueGeneratedNever();
    }
}
