using System.Text;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

public sealed class JsonUnicodeTests
{
    [Theory]
    [InlineData("""{"a": "x"}""")]
    [InlineData("""{"a": "\ud83e\udd50"}""")]
    [InlineData("""{"a": "\\ud83e"}""")]
    [InlineData("""{"a": "\\\\ud83e \" \u0041 \n"}""")]
    public void Paired_surrogates_are_valid(string json) => Assert.True(JsonUnicode.IsUnicode(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"a": "\ud83e"}""")]
    [InlineData("""{"a": "\udd50"}""")]
    [InlineData("""{"a": "\udd50\ud83e"}""")]
    [InlineData("""{"a": "\ud83e\u0041"}""")]
    [InlineData("""{"a": "\\\ud83e"}""")]
    public void An_unpaired_surrogate_is_invalid(string json) => Assert.False(JsonUnicode.IsUnicode(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Invalid_utf_8_is_invalid() => Assert.False(JsonUnicode.IsUnicode([(byte)'"', 0xC3, (byte)'"']));
}
