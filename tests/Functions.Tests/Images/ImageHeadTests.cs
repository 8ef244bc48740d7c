using PromptToImage.Functions.Images;
using PromptToImage.Functions.Tests.Fakes;

namespace PromptToImage.Functions.Tests.Images;

public sealed class ImageHeadTests
{
    [Fact]
    public void The_size_of_a_png_is_read()
    {
        Assert.True(ImageHead.TryRead(TestImages.Png(1536, 640), out var head, out _));
        Assert.Equal(new ImageHead("image/png", 1536, 640), head);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60_000)]
    public void The_size_of_a_jpeg_is_read_after_its_metadata(int metadata)
    {
        Assert.True(ImageHead.TryRead(TestImages.Jpeg(1024, 768, metadata), out var head, out _));
        Assert.Equal(new ImageHead("image/jpeg", 1024, 768), head);
    }

    [Fact]
    public void A_truncated_or_damaged_file_never_throws()
    {
        var random = new Random(1);
        foreach (var image in (byte[][])[TestImages.Png(1, 1), TestImages.Jpeg(1, 1), TestImages.Png(0, 5), [.. "<html>"u8], []])
        {
            for (var length = 0; length <= image.Length; length++)
            {
                var damaged = image[..length];
                if (length > 3)
                {
                    damaged[random.Next(3, length)] = (byte)random.Next(256);
                }

                if (!ImageHead.TryRead(damaged, out _, out var error))
                {
                    Assert.StartsWith("it ", error, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void An_image_without_a_size_is_damaged()
    {
        Assert.False(ImageHead.TryRead(TestImages.Png(0, 640), out _, out var error));
        Assert.Equal("it begins like image/png, but its header is damaged or incomplete", error);
    }
}
