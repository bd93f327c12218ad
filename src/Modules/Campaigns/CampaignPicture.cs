using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Campaigns;

/// <summary>A stored picture; never changed, only replaced by another.</summary>
internal readonly record struct PictureId(Guid Value) : ITypedId<PictureId>
{
    public static PictureId From(Guid value) => new(value);
}

/// <summary>A campaign's picture as its text names it, with the size that it is shown in.</summary>
/// <param name="Id">Which stored picture.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Alt">What it shows, for those who do not see it; empty for mere decoration.</param>
internal sealed record CampaignPicture(PictureId Id, int Width, int Height, string Alt)
{
    public const int AltMax = 200;
}

/// <summary>The bytes, in the database: they follow every copy of it, and every node has them.</summary>
internal sealed class StoredPicture
{
    private StoredPicture()
    {
    }

    public StoredPicture(CampaignId campaign, string contentType, byte[] content, DateTime nowUtc) =>
        (Id, CampaignId, ContentType, Content, CreatedUtc) = (TypedId.New<PictureId>(), campaign, contentType, content, nowUtc);

    public PictureId Id { get; private set; }

    public CampaignId CampaignId { get; private set; }

    /// <summary>Decided by the content, one of three.</summary>
    public string ContentType { get; private set; } = "";

    public byte[] Content { get; private set; } = [];

    public DateTime CreatedUtc { get; private set; }
}

internal sealed class StoredPictureMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var picture = model.Entity<StoredPicture>().ToTable("campaigns_picture");
        picture.HasKey(p => p.Id);
        picture.Property(p => p.Id).ValueGeneratedNever();
        picture.Property(p => p.ContentType).HasMaxLength(20);
        picture.HasIndex(p => p.CampaignId);
    }
}
