using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Misses;

/// <summary>Words that somebody searched for and found nothing with. Who it was is nowhere.</summary>
internal sealed class MissedSearch
{
    /// <summary>Characters of a text that is kept; a longer one is no search but a story.</summary>
    public const int TextMax = 100;

    /// <summary>Different texts at most; the oldest give way.</summary>
    public const int Most = 2_000;

    /// <summary>Days that a text is kept after it was last searched for.</summary>
    public const int Kept = 90;

    /// <summary>Shown from so many different days on: what was searched for on a single day may be about a single person.</summary>
    public const int ShownFromDays = 2;

    // A personal or telephone number has at least so many.
    private const int MostDigits = 5;

    private MissedSearch()
    {
    }

    /// <summary>In lower case, with single blanks between the words.</summary>
    public string Text { get; private set; } = "";

    public int Times { get; private set; }

    /// <summary>Different days that it was searched for.</summary>
    public int Days { get; private set; }

    /// <summary>Day in Stockholm.</summary>
    public DateOnly LastDay { get; private set; }

    public static MissedSearch Of(string text) => new() { Text = text };

    public void Count(int times, DateOnly day)
    {
        Times += times;
        Days += LastDay == day ? 0 : 1;
        LastDay = day;
    }

    /// <summary>What may be kept of a search; null for what is too long, has no letter, or may tell of a person: an e-mail address, an address of the web, a number of six digits or more.</summary>
    public static string? Keepable(QueryText said)
    {
        var text = string.Join(' ', said.Plain.Replace('"', ' ').Replace('\u201d', ' ').Replace('\u201c', ' ').ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > TextMax || text.Contains('@') || text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.Ordinal)
            || text.Count(char.IsDigit) > MostDigits || !text.Any(char.IsLetter) ? null : text;
    }
}

internal sealed class MissedSearchMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var missed = model.Entity<MissedSearch>().ToTable("ideabank_missed_search");
        missed.HasKey(m => m.Text);
        missed.Property(m => m.Text).HasMaxLength(MissedSearch.TextMax);
        missed.HasIndex(m => m.LastDay);
    }
}
