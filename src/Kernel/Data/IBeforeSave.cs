namespace IntranetInnovation.Kernel.Data;

/// <summary>
/// Writes what is derived from changed aggregates (who may see them, the search index) inside the very save that changes them, so that it is right at commit
/// and nobody can forget it. Called for each save, inside its transaction, before the rows are written; look in the change tracker for what concerns you.
/// </summary>
public interface IBeforeSave
{
    /// <summary>May add, change and query through <paramref name="db"/>; must not save.</summary>
    Task BeforeSaveAsync(AppDb db, CancellationToken ct);
}
