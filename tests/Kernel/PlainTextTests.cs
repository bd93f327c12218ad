using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.Kernel.Tests;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Förslag\tom\r\nmat – 😀", "Förslag\tom\r\nmat – 😀")]
    [InlineData("a\0b", "ab")]
    [InlineData("\u0007pip\u001b", "pip")]
    [InlineData("", "")]
    public void What_no_text_may_hold_is_taken_out_and_the_rest_left_alone(string written, string kept) => PlainText.Of(written).ShouldBe(kept);

    [Fact]
    public void Half_a_character_becomes_the_sign_for_one_that_was_lost()
    {
        PlainText.Of("a" + '\ud83d').ShouldBe("a\ufffd"); // Half a face, as when a text is cut in the middle of it.
        PlainText.Of('\ude00' + "b").ShouldBe("\ufffdb");
    }
}
