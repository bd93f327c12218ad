using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples;

internal sealed class GoodExampleMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var example = model.Entity<GoodExample>().ToTable("goodexamples_example");
        example.HasKey(e => e.Id);
        example.Property(e => e.Id).ValueGeneratedNever();
        example.MapContent<GoodExample, GoodExampleBody>();
        example.HasIndex(e => e.ProposalId).IsUnique(); // One example for each proposal; both databases let any number have none.
    }
}

internal static class GoodExampleQueries
{
    /// <summary>What readers may see, whoever they are. Every page, feed and API reads through this; only editors' pages do not.</summary>
    public static IQueryable<GoodExample> Told(this AppDb db, DateTime nowUtc) =>
        db.Set<GoodExample>().AsNoTracking().PublicAt<GoodExample, GoodExampleBody>(nowUtc);

    /// <summary>Newest first; the slug decides between two of the same moment, so that paging neither repeats nor skips.</summary>
    public static IQueryable<GoodExample> NewestFirst(this IQueryable<GoodExample> examples) =>
        examples.OrderByDescending(e => e.PublishedUtc).ThenBy(e => e.Slug);
}
