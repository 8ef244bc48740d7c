using PromptToImage.Pipeline.Options;

namespace PromptToImage.Pipeline.Tests;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("localhost:1025", "localhost", 1025)]
    [InlineData("[::1]:25", "::1", 25)]
    public void A_host_and_a_port_are_parsed(string text, string host, int port) =>
        Assert.Equal(new Endpoint(host, port), Endpoint.Parse(text));

    [Theory]
    [InlineData("localhost")]
    [InlineData(":25")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    public void An_invalid_endpoint_is_rejected_with_an_example(string text) =>
        Assert.Equal(
            $"'{text}' is not HOST:PORT, for example localhost:1025",
            Assert.Throws<FormatException>(() => Endpoint.Parse(text)).Message
        );
}
