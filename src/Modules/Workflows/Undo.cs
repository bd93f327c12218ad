using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IntranetInnovation.Workflows;

/// <summary>The unit of work as it was before a step, so that nothing of a step that failed is kept while the caller's own changes are.</summary>
internal sealed class Undo
{
    private readonly AppDb db;
    private readonly Dictionary<object, (EntityState State, PropertyValues? Values)> before = new(ReferenceEqualityComparer.Instance);

    public Undo(AppDb db)
    {
        this.db = db;
        db.ChangeTracker.DetectChanges(); // Where many timers are fired it is not done by itself.
        foreach (var entry in db.ChangeTracker.Entries())
        {
            // An unchanged row is its own copy: its original values. Only the others need one.
            before[entry.Entity] = (entry.State, entry.State == EntityState.Unchanged ? null : entry.CurrentValues.Clone());
        }
    }

    public void Restore()
    {
        db.ChangeTracker.DetectChanges();
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            if (before.TryGetValue(entry.Entity, out var was))
            {
                entry.CurrentValues.SetValues(was.Values ?? entry.OriginalValues);
                entry.State = was.State;
            }
            else if (entry.State != EntityState.Unchanged)
            {
                // New rows are forgotten; rows read and changed by the step are read anew when somebody asks for them.
                entry.State = EntityState.Detached;
            }
        }
    }
}
