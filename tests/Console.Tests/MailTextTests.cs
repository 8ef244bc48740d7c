using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole.Tests;

public sealed class MailTextTests
{
    [Fact]
    public void Addresses_of_the_console_become_links_without_their_host()
    {
        const string text = "Look at\nhttp://localhost:4567/console/executions/arn:a:b:film\nand go on.";
        var parts = MailText.Split(text);
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
        Assert.Equal([null, "/console/executions/arn:a:b:film", null], parts.Select(part => part.Link));
    }

    [Theory]
    [InlineData("https://example.com/console/executions/film")]
    [InlineData("http://localhost.example.com/console/executions/film")]
    [InlineData("http://localhost:4566/queue")]
    [InlineData("javascript:alert(1)")]
    public void Other_addresses_stay_text(string text) => Assert.Equal([new MailTextPart(text, null)], MailText.Split(text));
}
