using System.Text;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects;
using PromptToImage.AwsEmulator.Objects.Wire;

namespace PromptToImage.AwsEmulator.Tests.Objects;

public sealed class AwsChunkedDecoderTests : IDisposable
{
    private const string Signed =
        "5;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\nHello\r\n"
        + "7;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5498\r\n, world\r\n"
        + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n"
        + "x-amz-checksum-crc32:i9aeUg==\r\nx-amz-trailer-signature:63bddb\r\n\r\n";

    private readonly TemporaryFolder _folder = new();
    private long _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Content_and_trailers_do_not_depend_on_the_size_of_the_pieces()
    {
        for (var size = 1; size <= Signed.Length; size++)
        {
            var (content, decoder) = Decode(Encoding.ASCII.GetBytes(Signed), size);
            Assert.Equal("Hello, world", content);
            Assert.Equal("i9aeUg==", decoder.Trailers["X-Amz-Checksum-Crc32"]);
        }
    }

    [Theory]
    [InlineData("5\r\nHello\r\n0\r\nx-amz-checksum-crc32:abc=\r\n\r\n")]
    [InlineData("5\r\nHello\r\n0\r\n\r\n")]
    [InlineData("5\r\nHello\r\n0\r\n")]
    public void Unsigned_chunks_with_and_without_trailers_are_read(string body) =>
        Assert.Equal("Hello", Decode(Encoding.ASCII.GetBytes(body), 7).Content);

    [Theory]
    [InlineData("5\r\nHello", "IncompleteBody")]
    [InlineData("5\r\nHel", "IncompleteBody")]
    [InlineData("5\r\nHello\r\n", "IncompleteBody")]
    [InlineData("", "IncompleteBody")]
    [InlineData("5\r\nHello!\r\n0\r\n\r\n", "InvalidChunkSizeError")]
    [InlineData("x\r\n", "InvalidChunkSizeError")]
    [InlineData("-5\r\nHello\r\n", "InvalidChunkSizeError")]
    [InlineData("fffffffffff\r\n", "InvalidChunkSizeError")]
    [InlineData("5\nHello\n0\n\n", "InvalidChunkSizeError")]
    [InlineData("0\r\nno colon\r\n\r\n", "MalformedTrailerError")]
    [InlineData("0\r\n\r\nmore", "MalformedTrailerError")]
    public void A_malformed_body_is_rejected_with_the_error_of_S3(string body, string code) =>
        Assert.Equal(code, Assert.Throws<AwsException>(() => Decode(Encoding.ASCII.GetBytes(body), 64)).Code);

    [Fact]
    public void Twenty_thousand_damaged_bodies_are_decoded_or_rejected()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 20_000; i++)
        {
            var body = Encoding.ASCII.GetBytes(Signed);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                body[random.Next(body.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"0123456789af;\r\n:"[random.Next(16)];
            }

            try
            {
                Decode(body[..(random.Next(3) == 0 ? random.Next(body.Length) : body.Length)], random.Next(1, body.Length));
            }
            catch (AwsException e)
            {
                Assert.Contains(e.Code, (string[])["IncompleteBody", "InvalidChunkSizeError", "MalformedTrailerError"]);
            }
        }
    }

    private (string Content, AwsChunkedDecoder Decoder) Decode(byte[] body, int pieceSize)
    {
        var name = (++_files).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var decoder = new AwsChunkedDecoder();
        using (var content = new IncomingObject(_files, _folder[name]))
        {
            for (var at = 0; at < body.Length; at += pieceSize)
            {
                decoder.Decode(body.AsSpan(at, Math.Min(pieceSize, body.Length - at)), content);
            }

            decoder.Finish();
            content.Finish(toDisk: false);
        }

        return (File.ReadAllText(_folder[name]), decoder);
    }
}
