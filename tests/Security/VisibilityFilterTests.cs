using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntranetInnovation.Security.Tests;

/// <summary>S10: whatever belongs to a proposal is read through the filter that asks who may see the proposal.</summary>
public sealed class VisibilityFilterTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    /// <summary>Tables that know a proposal's id and are not part of it. Each line says why nobody learns of a proposal by them.</summary>
    private static readonly IReadOnlyDictionary<string, string> WithoutFilter = new Dictionary<string, string>
    {
        ["proposals_access"] = "It is what the filter asks.",
        ["proposals_note_access"] = "It is what the filter of working notes asks.",
        ["ideabank_entry"] = "Read by the search alone, whose every statement asks the access rows itself (tests/IdeaBank, VisibilityTests).",
        ["goodexamples_example"] = "A text of its own, published on purpose.",
    };

    [Fact]
    public async Task Everything_that_belongs_to_a_proposal_has_the_visibility_filter()
    {
        Unfiltered(new LeakyContext().Model).ShouldBe(["leaky_note"], "The rule cannot fail");

        var found = await host.ReadAsync(db => Task.FromResult(Unfiltered(db.Model)));
        found.Except(WithoutFilter.Keys).ShouldBeEmpty("Put ProposalVisibility.Filter on these (src/Modules/Proposals/ProposalVisibility.cs)");
        WithoutFilter.Keys.Except(found).ShouldBeEmpty("These need no exception any more");
    }

    [Fact]
    public async Task The_filter_asks_the_access_rows_for_the_viewer_of_the_moment()
    {
        var filters = await host.ReadAsync(db => Task.FromResult(
            db.Model.GetEntityTypes().Select(t => t.FindDeclaredQueryFilter(AppDb.Visibility)?.Expression?.ToString()).OfType<string>().ToList()));

        filters.Count.ShouldBeGreaterThan(3);
        filters.ShouldAllBe(f => f.Contains(".db.Principals.Contains(a.Principal)", StringComparison.Ordinal));
    }

    private static List<string> Unfiltered(IModel model) =>
        [.. model.GetEntityTypes().Where(BelongsToAProposal).Where(t => t.FindDeclaredQueryFilter(AppDb.Visibility) is null).Select(t => t.GetTableName()!)];

    private static bool BelongsToAProposal(IEntityType type) =>
        type.ClrType.Name == "Proposal" || type.GetProperties().Any(p => p.ClrType == typeof(ProposalId) || p.ClrType == typeof(ProposalId?));

    private sealed class LeakyNote
    {
        public int Id { get; init; }

        public ProposalId ProposalId { get; init; }
    }

    private sealed class LeakyContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<LeakyNote>().ToTable("leaky_note").Property(n => n.ProposalId).HasConversion(id => id.Value, value => new ProposalId(value));
    }
}
