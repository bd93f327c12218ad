using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Campaigns.Pictures;

/// <summary>An uploaded picture as it is kept: only what is needed to show it. Where it was taken, with what and by whom is left out, and so is all after its end.</summary>
internal sealed record PictureFile(string ContentType, byte[] Content, int Width, int Height)
{
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Pixels of the longer side at most: a small file can unfold to more than a telephone can hold.</summary>
    public const int MaxSide = 6000;

    /// <summary>Decided by the content alone; the file's name and what the browser says of it are not asked.</summary>
    public static Result<PictureFile> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            return new Problem("Campaign.PictureTooLarge", "Upload") { Arguments = [MaxBytes / 1024 / 1024] };
        }

        if ((Png.Read(bytes) ?? Jpeg.Read(bytes) ?? WebP.Read(bytes)) is not { } picture)
        {
            return new Problem("Campaign.PictureUnknown", "Upload");
        }

        return picture.Width is > 0 and <= MaxSide && picture.Height is > 0 and <= MaxSide
            ? picture
            : new Problem("Campaign.PictureTooWide", "Upload") { Arguments = [MaxSide] };
    }
}
