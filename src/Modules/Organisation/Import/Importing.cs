using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;

namespace IntranetInnovation.Organisation.Import;

/// <summary>Looks at a file and carries it out, by the very same run: looking forgets what it did, carrying out saves it.</summary>
internal sealed class Importing(AppDb db, PeopleImport people, PlacesImport places, ITexts texts)
{
    public async Task<Result<ImportReport>> PreviewAsync(ImportKind kind, string text, CancellationToken ct)
    {
        var report = await RunAsync(kind, text, ct);
        db.ChangeTracker.Clear();
        return report;
    }

    /// <summary>Refused as a conflict, and nothing done, when the run is not the one that was looked at: the organisation has changed since.</summary>
    public Task<Result<ImportReport>> ApplyAsync(PendingImportId id, string? lookedAt, CancellationToken ct) => db.TransactAsync(
        async token =>
        {
            // The same lock as for taking away an administrator: leavers may be among the lines.
            await db.NextNumberAsync(Staffing.AdministratorsLock, token);
            if (await db.Set<PendingImport>().FindAsync([id], token) is not { } pending)
            {
                return new Problem("Organisation.ImportGone", Kind: ProblemKind.NotFound);
            }

            var report = await RunAsync(pending.Kind, pending.Text, token);
            if (!report.Succeeded)
            {
                return report;
            }

            if (report.Value.Hash != lookedAt)
            {
                return new Problem("Organisation.ImportChanged", Kind: ProblemKind.Conflict);
            }

            db.Remove(pending);
            return report;
        },
        ct);

    private async Task<Result<ImportReport>> RunAsync(ImportKind kind, string text, CancellationToken ct)
    {
        if (kind == ImportKind.People)
        {
            var rows = ImportTable.Read(text, texts, PersonColumn.UserName);
            return rows.Succeeded ? await people.RunAsync(rows.Value, ct) : Result<ImportReport>.Refused(rows.Problems);
        }

        var placeRows = ImportTable.Read(text, texts, PlaceColumn.Department);
        return placeRows.Succeeded ? await places.RunAsync(placeRows.Value, ct) : Result<ImportReport>.Refused(placeRows.Problems);
    }
}
