using System.Security.Cryptography;
using System.Text;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.SavedSearches;

internal readonly record struct SavedSearchId(Guid Value) : ITypedId<SavedSearchId>
{
    public static SavedSearchId From(Guid value) => new(value);

    /// <summary>The same search of the same person is the same row, however often it is saved.</summary>
    public static SavedSearchId Of(PersonId person, string address)
    {
        var hash = SHA256.HashData([.. person.Value.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(address)]);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // RFC 9562: version 8 is for ids of one's own making.
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(new Guid(hash.AsSpan(0, 16), bigEndian: true));
    }
}

/// <summary>A search that somebody has kept, and perhaps wants to hear of new hits of. It is its owner's alone.</summary>
internal sealed class SavedSearch : IVersioned
{
    /// <summary>Searches of one person at most.</summary>
    public const int MostEach = 50;

    public const int NameMax = 120;
    public const int AddressMax = 2_000;

    private SavedSearch()
    {
    }

    public SavedSearchId Id { get; private set; }

    public PersonId PersonId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The search as it stands in the address, without the question mark; see <see cref="IdeaAddress"/>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>True when its owner wants to be told of new hits.</summary>
    public bool Tells { get; private set; }

    public DateTime SavedUtc { get; private set; }

    /// <summary>What came into the bank before this was looked at already, UTC, or was there when the telling began.</summary>
    public DateTime LookedUtc { get; private set; }

    /// <summary>Nothing is told before this, UTC: at most one notice a day. Null when nothing has been told yet.</summary>
    public DateTime? QuietUntilUtc { get; private set; }

    public int Version { get; private set; }

    public static Result<SavedSearch> Of(PersonId person, string? name, IdeaQuery query, bool tells, DateTime nowUtc)
    {
        var address = IdeaAddress.Of(query);
        if (address.Length > AddressMax)
        {
            return new Problem("IdeaBank.SavedTooLong");
        }

        var search = new SavedSearch { Id = SavedSearchId.Of(person, address), PersonId = person, Address = address, SavedUtc = nowUtc, LookedUtc = nowUtc };
        var named = search.Change(name, tells, nowUtc);
        return named.Succeeded ? search : Result<SavedSearch>.Refused(named.Problems);
    }

    /// <summary>Names it, and says whether it tells of new hits. From when the telling begins, what is there already is not new.</summary>
    public Result<Done> Change(string? name, bool tells, DateTime nowUtc)
    {
        var tidy = string.Join(' ', Analyzer.Clean(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (tidy.Length is 0 or > NameMax)
        {
            return new Problem(tidy.Length == 0 ? "IdeaBank.SavedNameMissing" : "IdeaBank.SavedNameTooLong", nameof(Name)) { Arguments = [NameMax] };
        }

        LookedUtc = tells && !Tells ? nowUtc : LookedUtc;
        (Name, Tells) = (tidy, tells);
        return Done.Ok;
    }

    /// <summary>All that came until then has been looked at, and had nothing for its owner.</summary>
    public void Looked(DateTime untilUtc) => LookedUtc = untilUtc;

    /// <summary>Likewise, and its owner was told: the next time tomorrow at the earliest.</summary>
    public void Told(DateTime untilUtc, DateTime nowUtc) => (LookedUtc, QuietUntilUtc) = (untilUtc, SwedishTime.StartOf(SwedishTime.Day(nowUtc).AddDays(1)));
}

internal sealed class SavedSearchMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var search = model.Entity<SavedSearch>().ToTable("ideabank_saved_search");
        search.HasKey(s => s.Id);
        search.Property(s => s.Id).ValueGeneratedNever();
        search.Property(s => s.Name).HasMaxLength(SavedSearch.NameMax);
        search.Property(s => s.Address).HasMaxLength(SavedSearch.AddressMax);
        search.HasIndex(s => s.PersonId);
        search.HasIndex(s => new { s.Tells, s.LookedUtc });
    }
}
