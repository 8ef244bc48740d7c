using System.Text;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a": "x"}""")]
    [InlineData("""{"a": "\ud83e\udd50"}""")]
    [InlineData("""{"a": "\\ud83e"}""")]
    [InlineData("""{"a": "\\\\ud83e \" \u0041 \n"}""")]
    public void Text_with_whole_characters_is_unicode(string json) => Assert.True(JsonText.IsUnicode(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"a": "\ud83e"}""")]
    [InlineData("""{"a": "\udd50"}""")]
    [InlineData("""{"a": "\udd50\ud83e"}""")]
    [InlineData("""{"a": "\ud83e\u0041"}""")]
    [InlineData("""{"a": "\\\ud83e"}""")]
    public void Half_a_character_is_not(string json) => Assert.False(JsonText.IsUnicode(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Bytes_that_are_no_utf_8_are_not() => Assert.False(JsonText.IsUnicode([(byte)'"', 0xC3, (byte)'"']));
}
