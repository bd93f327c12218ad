using System.Text;
using IntranetInnovation.Proposals.Attachments;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>S20: what a file is, is what it contains; what it tells of people and places is left out.</summary>
public sealed class FileKindTests
{
    [Fact]
    public void The_content_says_what_a_file_is_whatever_its_name()
    {
        Of(Sample.Pdf, "bild.png").ShouldBe(FileKind.Pdf);
        Of(Sample.Png, "text.txt").ShouldBe(FileKind.Png);
        Of(Sample.Jpeg(), "a.pdf").ShouldBe(FileKind.Jpeg);
        Of(Sample.WebP, "x").ShouldBe(FileKind.Webp);
        Of("GIF89a..."u8.ToArray(), "x").ShouldBe(FileKind.Gif);
        Of(Sample.Zip("[Content_Types].xml", "word/document.xml"), "x.zip").ShouldBe(FileKind.Docx);
        Of(Sample.Zip("[Content_Types].xml", "xl/workbook.xml"), "x").ShouldBe(FileKind.Xlsx);
        Of(Sample.Zip("[Content_Types].xml", "ppt/presentation.xml"), "x").ShouldBe(FileKind.Pptx);
        Of(Sample.Zip("mimetype=application/vnd.oasis.opendocument.text", "content.xml"), "x").ShouldBe(FileKind.Odt);
        Of("a;b\r\n1;2"u8.ToArray(), "tal.csv").ShouldBe(FileKind.Csv);
        Of(Encoding.UTF8.GetBytes("Hej på dig"), "brev.TXT").ShouldBe(FileKind.Txt);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "bild.png")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "bild.svg")]
    [InlineData("<html><script>alert(1)</script></html>", "sida.html")]
    [InlineData("#!/bin/sh\nrm -rf /", "bild.jpg")]
    [InlineData("MZ\u0001\u0000", "program.txt")]
    [InlineData("just text", "utan")]
    public void What_a_browser_or_a_computer_would_run_is_nothing(string content, string name) => Of(Encoding.UTF8.GetBytes(content), name).ShouldBeNull();

    [Fact]
    public void A_document_with_macros_and_any_other_zip_is_nothing()
    {
        Of(Sample.Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "x.docx").ShouldBeNull();
        Of(Sample.Zip("mimetype=application/vnd.oasis.opendocument.text", "Basic/script.xml"), "x.odt").ShouldBeNull();
        Of(Sample.Zip("evil.exe"), "x.docx").ShouldBeNull();
        Of([.. "PK\u0003\u0004"u8, 1, 2, 3], "x.docx").ShouldBeNull();
    }

    [Fact]
    public void A_jpeg_keeps_its_picture_and_its_way_up_and_nothing_else()
    {
        var clean = Jpeg.Clean(Sample.Jpeg(6)).ShouldNotBeNull();
        Encoding.Latin1.GetString(clean).ShouldNotContain("Anna");
        Jpeg.Orientation(clean).ShouldBe(6);
        Encoding.Latin1.GetString(clean).ShouldContain("JFIF");
        clean[^4..].ShouldBe([5, 6, 0xFF, 0xD9]);
        Encoding.Latin1.GetString(clean).ShouldContain(Encoding.Latin1.GetString([1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4, 0xFF, 0xC4]));
        Encoding.Latin1.GetString(Jpeg.Clean(Sample.Jpeg(1))!).ShouldNotContain("Exif");
        Jpeg.Clean(clean).ShouldBe(clean, "Clean is clean");
    }

    [Fact]
    public void A_png_and_a_webp_keep_only_what_makes_the_picture()
    {
        var png = Png.Clean(Sample.Png).ShouldNotBeNull();
        Encoding.Latin1.GetString(png).ShouldNotContain("Anna");
        Encoding.Latin1.GetString(png).ShouldContain("IDAT");

        var webP = WebP.Clean(Sample.WebP).ShouldNotBeNull();
        Encoding.Latin1.GetString(webP).ShouldNotContain("Anna");
        BitConverter.ToInt32(webP, 4).ShouldBe(webP.Length - 8);
        webP[20].ShouldBe((byte)0, "VP8X promises no EXIF any more");
    }

    [Fact]
    public void A_picture_that_is_cut_or_broken_anywhere_is_refused_or_read_but_never_fails()
    {
        foreach (var (whole, clean) in new (byte[], Func<byte[], byte[]?>)[] { (Sample.Jpeg(), Jpeg.Clean), (Sample.Png, Png.Clean), (Sample.WebP, WebP.Clean) })
        {
            for (var length = 12; length < whole.Length; length++)
            {
                clean(whole[..length]);
            }

            for (var at = 12; at < whole.Length; at++)
            {
                var broken = whole.ToArray();
                broken[at] ^= 0xFF;
                clean(broken);
            }
        }

        Jpeg.Clean(Sample.Jpeg()[..40]).ShouldBeNull();
        Png.Clean(Sample.Png[..40]).ShouldBeNull();
    }

    [Theory]
    [InlineData("../../etc/passwd", "Txt", "passwd.txt")]
    [InlineData(@"C:\Users\anna\foto.PNG", "Jpeg", "foto.jpg")]
    [InlineData("rad\r\nbrytning.pdf", "Pdf", "radbrytning.pdf")]
    [InlineData("bild\u202Egnp.exe", "Png", "bildgnp.png")]
    [InlineData("", "Gif", "bilaga.gif")]
    [InlineData("...", "Gif", "bilaga.gif")]
    [InlineData("<svg onload=alert(1)>.png", "Png", "<svg onload=alert(1)>.png")]
    public void A_name_is_shown_without_folders_and_tricks_and_ends_as_the_content_does(string given, string kind, string shown) =>
        FileName.Shown(given, Enum.Parse<FileKind>(kind)).ShouldBe(shown);

    [Fact]
    public void A_name_is_never_longer_than_its_column() => FileName.Shown(new string('å', 500) + ".png", FileKind.Png).Length.ShouldBe(Attachment.NameMax);

    private static FileKind? Of(byte[] content, string name) => FileKinds.Of(content, name);
}
