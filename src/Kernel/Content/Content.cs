using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntranetInnovation.Kernel.Content;

/// <summary>
/// The life of an edited thing (Orchard's content item): a slug that stays, at most one draft, one published version, a schedule, who and when.
/// Readers see <see cref="Published"/> when <see cref="IsPublicAt"/> says so; editors work on <see cref="Working"/>.
/// </summary>
/// <typeparam name="TBody">What is edited, as one record; stored as JSON.</typeparam>
public abstract class Content<TBody> : IVersioned
    where TBody : class
{
    /// <summary>For EF.</summary>
    protected Content()
    {
    }

    /// <summary>A new item with a draft and nothing published.</summary>
    /// <param name="slug">1–80 characters of a–z, 0–9 and hyphens (see <see cref="Slugs"/>); it never changes.</param>
    /// <param name="draft">The first draft.</param>
    /// <param name="by">Person who made it, or null for the system.</param>
    /// <param name="nowUtc">UTC.</param>
    protected Content(string slug, TBody draft, Guid? by, DateTime nowUtc)
    {
        Slug = Slugs.Is(slug) ? slug : throw new ArgumentException($"Not a slug: {slug}", nameof(slug));
        CreatedUtc = nowUtc;
        SaveDraft(draft, by, nowUtc);
    }

    /// <summary>The stable part of its address; unique among its kind.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>What is being edited; null when nothing differs from what is published.</summary>
    public TBody? Draft { get; private set; }

    /// <summary>What readers see; null until the first publishing.</summary>
    public TBody? Published { get; private set; }

    /// <summary>First moment that the published version is shown, UTC; may lie ahead (a schedule). Null when withdrawn or never published.</summary>
    public DateTime? PublishedUtc { get; private set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedUtc { get; private set; }

    /// <summary>When draft or published version last changed, UTC.</summary>
    public DateTime ModifiedUtc { get; private set; }

    /// <summary>Person who last changed it; null for the system.</summary>
    public Guid? ModifiedBy { get; private set; }

    /// <inheritdoc />
    public int Version { get; private set; }

    /// <summary>The newest text: the draft, else what is published.</summary>
    public TBody Working => Draft ?? Published!;

    /// <summary>True when readers may see it at that time.</summary>
    public bool IsPublicAt(DateTime nowUtc) => Published is not null && PublishedUtc <= nowUtc;

    /// <summary>Replaces the draft; what readers see stays.</summary>
    public void SaveDraft(TBody draft, Guid? by, DateTime nowUtc) => (Draft, ModifiedBy, ModifiedUtc) = (draft, by, nowUtc);

    /// <summary>Makes the newest text the published one. The first date of publishing stays when it is published again.</summary>
    /// <param name="by">Person, or null for the system.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="fromUtc">Shown from then; null means now.</param>
    public void Publish(Guid? by, DateTime nowUtc, DateTime? fromUtc = null)
    {
        (Published, Draft) = (Working, null);
        PublishedUtc = fromUtc ?? PublishedUtc ?? nowUtc;
        (ModifiedBy, ModifiedUtc) = (by, nowUtc);
    }

    /// <summary>Takes it from readers and keeps the text as a draft; refused when nothing is published.</summary>
    public Result<Done> Withdraw(Guid? by, DateTime nowUtc)
    {
        if (PublishedUtc is null)
        {
            return new Problem("Kernel.NotPublished", Kind: ProblemKind.Conflict);
        }

        (Draft, Published, PublishedUtc) = (Working, null, null);
        (ModifiedBy, ModifiedUtc) = (by, nowUtc);
        return Done.Ok;
    }
}

/// <summary>Maps the common columns of a <see cref="Content{TBody}"/>.</summary>
public static class ContentMapping
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new TypedIdJsonConverterFactory() } };

    /// <summary>Slug (unique), both bodies as JSON text, and the index that lists of published items use.</summary>
    public static void MapContent<TContent, TBody>(this EntityTypeBuilder<TContent> entity)
        where TContent : Content<TBody>
        where TBody : class
    {
        entity.Property(c => c.Slug).HasMaxLength(Slugs.MaxLength);
        entity.HasIndex(c => c.Slug).IsUnique();
        entity.HasIndex(c => c.PublishedUtc);
        entity.Property(c => c.Draft).HasConversion(b => Write(b), t => Read<TBody>(t));
        entity.Property(c => c.Published).HasConversion(b => Write(b), t => Read<TBody>(t));
        entity.Ignore(c => c.Working);
    }

    /// <summary>Items that readers may see at that time.</summary>
    public static IQueryable<TContent> PublicAt<TContent, TBody>(this IQueryable<TContent> items, DateTime nowUtc)
        where TContent : Content<TBody>
        where TBody : class => items.Where(c => c.PublishedUtc != null && c.PublishedUtc <= nowUtc);

    private static string Write<T>(T? body) => JsonSerializer.Serialize(body, Json);

    private static T? Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Json);
}
