using System.Text;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Organisation.Import;

namespace IntranetInnovation.Organisation.Tests;

public sealed class CsvTests
{
    [Theory]
    [InlineData("a;b\n1;2", "1|2")]
    [InlineData("a,b\r\n1,2\r\n", "1|2")]
    [InlineData("a\tb\r1\t2", "1|2")]
    [InlineData("a;b\n\n \"1;x\" ; \"sa \"\"hej\"\"\" \n;\n", "1;x|sa \"hej\"")]
    [InlineData("a;b\n\"två\nrader\";2", "två\nrader|2")]
    [InlineData("a;b\n\"aldrig slut;2", "aldrig slut;2")]
    public void A_table_is_read_as_excel_writes_it(string text, string second) => string.Join('|', Csv.Read(text)[1].Cells).ShouldBe(second);

    [Fact]
    public void A_row_knows_the_line_it_begins_on() =>
        Csv.Read("a;b\n\n\"två\nrader\";2\n3;4").Select(r => r.Line).ShouldBe([1, 3, 5]);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+46")]
    [InlineData("-x")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\r=x")]
    public void No_cell_begins_a_formula_and_what_we_wrote_is_read_back(string value)
    {
        Csv.Cell(value).TrimStart('"')[0].ShouldBe('\'');
        Csv.Read(Encoding.UTF8.GetString(Csv.Of([["a", "b"], ["x", value]])[3..]))[1].Cells[1].ShouldBe(value);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("Vård; \"skola\"", "\"Vård; \"\"skola\"\"\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void A_cell_is_quoted_only_where_it_must_be(string value, string cell) => Csv.Cell(value).ShouldBe(cell);

    [Fact]
    public void Excel_is_told_that_the_file_is_UTF_8() =>
        Csv.Of([["Förvaltning", "1"], ["Vård", "2"]]).ShouldBe([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("Förvaltning;1\r\nVård;2\r\n")]);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("windows-1252", false)]
    [InlineData("utf-16", true)]
    public void Swedish_letters_come_through_in_every_usual_encoding(string name, bool mark)
    {
        var encoding = name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("Åsa Öberg – Ängö")];
        ImportText.Read(bytes, "fil").Value.ShouldBe("Åsa Öberg – Ängö");
    }

    [Fact]
    public void A_workbook_and_what_is_too_large_are_refused()
    {
        ImportText.Read([0x50, 0x4B, 3, 4, 0, 0], "fil").Problems[0].Text.ShouldBe("Organisation.ImportNoText");
        ImportText.Read(new byte[ImportText.MostBytes + 1], "fil").Problems[0].Text.ShouldBe("Organisation.ImportTooLarge");
        ImportText.Read([], "fil").Problems[0].Text.ShouldBe("Organisation.ImportEmpty");
    }
}
