using System.Buffers.Binary;
using System.Text;
using IntranetInnovation.Campaigns.Pictures;

namespace IntranetInnovation.Campaigns.Tests;

public sealed class PictureTests
{
    private const string Secret = "58.5371N 15.0476E Canon Anna Andersson";

    [Fact]
    public void A_png_keeps_its_pixels_and_loses_what_was_written_in_it()
    {
        var read = PictureFile.Read([.. Pictures.Png(40, 30, Pictures.Chunk("tEXt", Secret), Pictures.Chunk("eXIf", Secret)), .. Encoding.ASCII.GetBytes(Secret)]).Value;
        (read.ContentType, read.Width, read.Height).ShouldBe(("image/png", 40, 30));
        read.Content.ShouldBe(Pictures.Png(40, 30));
    }

    [Fact]
    public void A_jpeg_keeps_its_pixels_and_the_way_the_camera_was_held_and_nothing_else()
    {
        var read = PictureFile.Read([.. Pictures.Jpeg(40, 30, Pictures.Exif(6, Secret), Pictures.Segment(0xFE, Secret), Pictures.Segment(0xE2, Secret)), .. Encoding.ASCII.GetBytes(Secret)]).Value;
        (read.ContentType, read.Width, read.Height).ShouldBe(("image/jpeg", 30, 40), "it lies on its side");
        Encoding.Latin1.GetString(read.Content).ShouldNotContain("Anna");
        Exif.Orientation(read.Content.AsSpan(12)).ShouldBe(6);
        PictureFile.Read(read.Content).Value.Content.ShouldBe(read.Content, "what is kept is kept again");
        PictureFile.Read(Pictures.Jpeg(40, 30, Pictures.Exif(1, Secret))).Value.Content.ShouldBe(Pictures.Jpeg(40, 30));
    }

    [Fact]
    public void A_webp_keeps_its_pixels_and_loses_what_was_written_in_it()
    {
        var read = PictureFile.Read(Pictures.WebP(40, 30, ("EXIF", Secret), ("XMP ", Secret))).Value;
        (read.ContentType, read.Width, read.Height).ShouldBe(("image/webp", 40, 30));
        Encoding.Latin1.GetString(read.Content).ShouldNotContain("Anna");
        BinaryPrimitives.ReadInt32LittleEndian(read.Content.AsSpan(4)).ShouldBe(read.Content.Length - 8);
        PictureFile.Read(Pictures.WebP(40, 30, ("ANMF", Secret))).Succeeded.ShouldBeFalse("nobody could make it stop");
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("GIF89a")]
    [InlineData("MZ")]
    [InlineData("\u0089PNG\r\n\u001a\n<script>alert(1)</script>")]
    [InlineData("RIFF....WEBP<script>alert(1)</script>")]
    [InlineData("")]
    public void What_is_no_picture_is_refused_whatever_it_is_called(string content) =>
        PictureFile.Read(Encoding.Latin1.GetBytes(content)).Problems.ShouldHaveSingleItem().Text.ShouldBe("Campaign.PictureUnknown");

    [Fact]
    public void A_picture_that_is_cut_off_anywhere_is_refused_and_never_a_failure()
    {
        foreach (var whole in new[] { Pictures.Png(40, 30), Pictures.Jpeg(40, 30, Pictures.Exif(6, Secret)), Pictures.WebP(40, 30) })
        {
            for (var length = 0; length < whole.Length; length++)
            {
                PictureFile.Read(whole.AsSpan(0, length)).Succeeded.ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Bytes_changed_at_random_are_never_a_failure()
    {
        var random = new Random(1);
        foreach (var whole in new[] { Pictures.Png(40, 30), Pictures.Jpeg(40, 30, Pictures.Exif(6, Secret)), Pictures.WebP(40, 30, ("EXIF", Secret)) })
        {
            for (var round = 0; round < 5_000; round++)
            {
                var bytes = whole.ToArray();
                for (var changes = 0; changes < 4; changes++)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                Should.NotThrow(() => PictureFile.Read(bytes));
            }
        }
    }

    [Fact]
    public void A_small_file_that_unfolds_to_too_many_pixels_is_refused() =>
        PictureFile.Read(Pictures.Png(60_000, 60_000)).Problems.ShouldHaveSingleItem().Text.ShouldBe("Campaign.PictureTooWide");

    [Fact]
    public void More_than_five_megabytes_is_refused() =>
        PictureFile.Read(new byte[PictureFile.MaxBytes + 1]).Problems.ShouldHaveSingleItem().Text.ShouldBe("Campaign.PictureTooLarge");
}
