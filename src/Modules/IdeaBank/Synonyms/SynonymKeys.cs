using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Synonyms;

/// <summary>Keeps the keys right in the very save that changes a synonym.</summary>
internal sealed class SynonymKeys(Analyzer analyzer) : IBeforeSave
{
    public async Task BeforeSaveAsync(AppDb db, CancellationToken ct)
    {
        foreach (var entry in db.ChangeTracker.Entries<Synonym>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
        {
            if (entry.State != EntityState.Added)
            {
                var id = entry.Entity.Id;
                db.RemoveRange(await db.Set<SynonymKey>().Where(k => k.SynonymId == id).ToListAsync(ct));
            }

            if (entry.State != EntityState.Deleted)
            {
                foreach (var key in entry.Entity.Keys(analyzer))
                {
                    // A key that stays is one row: taken away and added is the same as kept.
                    var kept = db.ChangeTracker.Entries<SynonymKey>().FirstOrDefault(k => k.Entity.SynonymId == key.SynonymId && k.Entity.Key == key.Key && k.Entity.Means == key.Means);
                    if (kept is null)
                    {
                        db.Add(key);
                    }
                    else if (kept.State == EntityState.Deleted)
                    {
                        kept.State = EntityState.Unchanged;
                    }
                }
            }
        }
    }
}
