using PromptToImage.CommandLine;

namespace PromptToImage.Client.Tests.Output;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Ein Küßchen 🥐 中文", "Ein Küßchen 🥐 中文")]
    [InlineData("a\tb\nc\r\nd\\e", @"a\tb\nc\r\nd\\e")]
    [InlineData("\u001b[31mred\u0007\u009b", @"\u001B[31mred\u0007\u009B")]
    [InlineData("\u202Egnp.exe\u2066\u200B\uFEFF", @"\u202Egnp.exe\u2066\u200B\uFEFF")]
    [InlineData("👩\u200D🚀", "👩\u200D🚀")]
    [InlineData("line\u2028end", @"line\u2028end")]
    public void One_line_has_no_terminal_control_characters(string text, string line)
    {
        Assert.Equal(line, PlainText.OneLine(text));
    }

    [Fact]
    public void A_block_keeps_its_lines()
    {
        Assert.Equal("a\n\tb\\\nc\\u001B", PlainText.Block("a\r\n\tb\\\nc\u001b"));
    }

    [Fact]
    public void Shortened_text_ends_in_an_ellipsis_and_has_no_half_character()
    {
        Assert.Equal("abc", PlainText.Shortened("abc", 3));
        Assert.Equal("ab…", PlainText.Shortened("abcd", 3));
        Assert.Equal("a…", PlainText.Shortened("a🥐cd", 3));
    }
}
