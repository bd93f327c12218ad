using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Waivers;

internal sealed class WaiverMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var waiver = model.Entity<Waiver>().ToTable("waivers_waiver");
        waiver.HasKey(w => w.Id);
        waiver.Property(w => w.Id).ValueGeneratedNever();
        waiver.Property(w => w.ProposalTitle).HasMaxLength(200);
        waiver.Property(w => w.PersonName).HasMaxLength(200);
        waiver.Property(w => w.Reason).HasMaxLength(Waiver.ReasonMax);
        waiver.Property(w => w.DecidedByName).HasMaxLength(200);
        waiver.Property(w => w.DecisionReason).HasMaxLength(Waiver.ReasonMax);
        waiver.HasIndex(w => new { w.ProposalId, w.PersonId }).IsUnique().HasFilter("status NOT IN ('Refused', 'TakenBack')"); // Who was refused may ask again.
        waiver.HasIndex(w => w.ProposalNumber);
        waiver.HasIndex(w => new { w.Status, w.RequestedUtc });
        waiver.HasMany(w => w.Access).WithOne().HasForeignKey(a => a.WaiverId);

        // The viewer is read through the AppDb instance alone: anything else would freeze at the first viewer.
        waiver.HasQueryFilter(AppDb.Visibility, w => db.SeesAll || db.Set<WaiverAccess>().Any(a => a.WaiverId == w.Id && db.Principals.Contains(a.Principal)));

        var access = model.Entity<WaiverAccess>().ToTable("waivers_access");
        access.HasKey(a => new { a.WaiverId, a.Principal });
        access.Property(a => a.Principal).HasMaxLength(100);
        access.HasIndex(a => new { a.Principal, a.WaiverId });

        var text = model.Entity<WaiverText>().ToTable("waivers_text");
        text.HasKey(t => t.Number);
        text.Property(t => t.Number).ValueGeneratedNever();
        text.Property(t => t.Title).HasMaxLength(WaiverText.TitleMax);
        text.Property(t => t.Body).HasMaxLength(WaiverText.BodyMax);
        text.Property(t => t.CreatedByName).HasMaxLength(200);
    }
}

internal static class WaiverQueries
{
    /// <summary>The text that is granted from now on; null before there is one.</summary>
    public static Task<WaiverText?> NewestTextAsync(this AppDb db, CancellationToken ct) =>
        db.Set<WaiverText>().AsNoTracking().OrderByDescending(t => t.Number).FirstOrDefaultAsync(ct);
}
