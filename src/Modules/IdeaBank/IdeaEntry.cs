using System.Globalization;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank;

/// <summary>A proposal as the bank shows and filters it. Derived: made and removed by <see cref="IdeaIndex"/> alone. Who may see it is not here but in Proposals' access rows.</summary>
internal sealed class IdeaEntry
{
    private FacetKind? taken;

    private IdeaEntry()
    {
    }

    public ProposalId ProposalId { get; private set; }

    /// <summary>The running number; also the row of the text table.</summary>
    public int Number { get; private set; }

    public string Title { get; private set; } = "";

    public string Problem { get; private set; } = "";

    public string Solution { get; private set; } = "";

    public string Benefit { get; private set; } = "";

    /// <summary>Facet values are slugs, as in the API.</summary>
    public string Status { get; private set; } = "";

    public string Source { get; private set; } = "";

    public string Department { get; private set; } = "";

    /// <summary>The names as they were: an old proposal keeps the name of its time.</summary>
    public string DepartmentName { get; private set; } = "";

    public string? Unit { get; private set; }

    public string? UnitName { get; private set; }

    public string? Campaign { get; private set; }

    public string? Goal { get; private set; }

    /// <summary>Calendar year in Stockholm of the handing in, such as <c>2026</c>.</summary>
    public string? Year { get; private set; }

    public DateTime SubmittedUtc { get; private set; }

    public int Supports { get; private set; }

    /// <summary>True when everyone may see it, and the lexicon and the counts have learnt from it.</summary>
    public bool IsCounted { get; private set; }

    /// <summary>What it is in every facet, together: a <see cref="FacetKind"/>.</summary>
    public long Kind { get; private set; }

    /// <summary>What the ranker reads: <see cref="TermCounts"/>. Null for what was indexed by an earlier version, until the index has been made anew.</summary>
    public byte[]? Terms { get; private set; }

    /// <summary>What it counts as, facet by facet; nothing when not everyone may see it.</summary>
    public IEnumerable<FacetValueOf> FacetValues() => IsCounted ? KindInFull().Values.Where(f => !string.IsNullOrEmpty(f.Value)) : [];

    /// <summary>What <see cref="Kind"/> is the number of.</summary>
    public FacetKind KindInFull() => taken ?? FacetKind.Of(this);

    public static IdeaEntry For(ProposalId id, int number) => new() { ProposalId = id, Number = number };

    public void Take(ProjectedProposal proposal, DepartmentInfo? department, UnitInfo? unit, IndexedText text)
    {
        (Title, Problem, Solution, Benefit) = (proposal.Title, proposal.Problem, proposal.Solution, proposal.Benefit);
        (Status, Source) = (proposal.Status.Slug(), proposal.Source.Slug());
        (Department, DepartmentName) = (department?.Slug ?? Department, department?.Name ?? DepartmentName);
        (Unit, UnitName) = proposal.UnitId is null ? (null, null) : (unit?.Slug ?? Unit, unit?.Name ?? UnitName);
        (Campaign, Goal) = (proposal.CampaignSlug, proposal.GoalSlug);
        SubmittedUtc = proposal.SubmittedUtc ?? throw new ArgumentException("Only what was handed in is in the bank.", nameof(proposal));
        Year = SwedishTime.Day(SubmittedUtc).Year.ToString(CultureInfo.InvariantCulture);
        (Supports, IsCounted) = (proposal.Supports, proposal.IsForEveryone);
        taken = FacetKind.Of(this);
        (Kind, Terms) = (taken.Id, TermCounts.Of(text, SubmittedUtc, IsCounted, proposal.Status == ProposalStatus.Implemented));
    }
}

internal sealed class IdeaEntryMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var entry = model.Entity<IdeaEntry>().ToTable("ideabank_entry");
        entry.HasKey(e => e.ProposalId);
        entry.Property(e => e.ProposalId).ValueGeneratedNever();
        entry.Property(e => e.Title).HasMaxLength(200);
        foreach (var slug in new[] { nameof(IdeaEntry.Status), nameof(IdeaEntry.Source), nameof(IdeaEntry.Department), nameof(IdeaEntry.Unit), nameof(IdeaEntry.Campaign), nameof(IdeaEntry.Goal) })
        {
            entry.Property(slug).HasMaxLength(80);
        }

        entry.Property(e => e.Year).HasMaxLength(4);
        entry.Property(e => e.DepartmentName).HasMaxLength(200);
        entry.Property(e => e.UnitName).HasMaxLength(200);
        entry.HasIndex(e => e.Number).IsUnique();
        entry.HasIndex(e => new { e.SubmittedUtc, e.Number });
        entry.HasIndex(e => new { e.Supports, e.SubmittedUtc });
        entry.HasIndex(e => new { e.Campaign, e.SubmittedUtc });
        entry.HasIndex(e => e.IsCounted).HasFilter("NOT is_counted");
    }
}
