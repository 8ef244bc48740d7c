using PromptToImage.Functions.Images;
using PromptToImage.Functions.Tests.Fakes;

namespace PromptToImage.Functions.Tests.Images;

public sealed class ImageHeadTests
{
    [Fact]
    public void A_png_tells_its_size()
    {
        Assert.True(ImageHead.TryRead(Pictures.Png(1536, 640), out var head, out _));
        Assert.Equal(new ImageHead("image/png", 1536, 640), head);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60_000)]
    public void A_jpeg_tells_its_size_behind_its_metadata(int metadata)
    {
        Assert.True(ImageHead.TryRead(Pictures.Jpeg(1024, 768, metadata), out var head, out _));
        Assert.Equal(new ImageHead("image/jpeg", 1024, 768), head);
    }

    [Fact]
    public void Every_cut_and_every_damage_is_a_fault_in_words_and_no_crash()
    {
        Random random = new(1);
        foreach (var picture in (byte[][])[Pictures.Png(1, 1), Pictures.Jpeg(1, 1), Pictures.Png(0, 5), [.. "<html>"u8], []])
        {
            for (var length = 0; length <= picture.Length; length++)
            {
                var damaged = picture[..length];
                if (length > 3)
                {
                    damaged[random.Next(3, length)] = (byte)random.Next(256);
                }

                if (!ImageHead.TryRead(damaged, out _, out var fault))
                {
                    Assert.StartsWith("it ", fault, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void A_picture_without_size_is_damaged()
    {
        Assert.False(ImageHead.TryRead(Pictures.Png(0, 640), out _, out var fault));
        Assert.Equal("it begins like image/png, but its header is damaged or incomplete", fault);
    }
}
