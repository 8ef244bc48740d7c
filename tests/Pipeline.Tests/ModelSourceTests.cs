using PromptToImage.Pipeline.Options;

namespace PromptToImage.Pipeline.Tests;

public sealed class ModelSourceTests
{
    [Theory]
    [InlineData("local", null)]
    [InlineData("aws", null)]
    [InlineData("http://localhost:1234", "http://localhost:1234/")]
    [InlineData("https://images.example/v1", "https://images.example/v1")]
    public void A_source_is_a_word_or_the_address_of_a_server(string text, string? server)
    {
        var source = ModelSource.Parse(text);
        Assert.Equal((server, text), (source.Server?.ToString(), source.ToString()));
        Assert.Equal(source, ModelSource.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("amazon")]
    [InlineData("localhost:1234")]
    [InlineData("ftp://localhost")]
    [InlineData("http://")]
    [InlineData("http://user:key@localhost")]
    [InlineData("http://localhost/?model=flux")]
    public void Other_text_is_rejected_with_an_example(string text) =>
        Assert.Contains("http://localhost:1234", Assert.Throws<FormatException>(() => ModelSource.Parse(text)).Message, StringComparison.Ordinal);
}
