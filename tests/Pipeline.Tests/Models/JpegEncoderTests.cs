using PromptToImage.Pipeline.Models.Drawing;
using PromptToImage.Pipeline.Models.Formats;

namespace PromptToImage.Pipeline.Tests.Models;

public sealed class JpegEncoderTests
{
    [Theory]
    [InlineData(64, 64)]
    [InlineData(61, 35)]
    [InlineData(1, 1)]
    public void A_decoded_image_equals_the_drawn_one(int width, int height)
    {
        using var canvas = new Canvas(width, height);
        var colors = new[] { new Rgb(255, 255, 255), new Rgb(0, 0, 0), new Rgb(200, 30, 40), new Rgb(20, 60, 220), new Rgb(90, 160, 90) };
        foreach (var color in colors)
        {
            canvas.Palette.Add(color);
        }

        for (var y = 0; y < height; y++)
        {
            canvas.Row(y).Fill((byte)(y / 16 % colors.Length));
        }

        canvas.Circle(width / 2.0, height / 2.0, width / 3.0, 4);
        var read = JpegReader.Read(JpegEncoder.Encode(canvas, "comment"));
        Assert.Equal((width, height), (read.Width, read.Height));
        double error = 0;
        for (var i = 0; i < width * height; i++)
        {
            var color = canvas.Palette.Colors[canvas.Pixels[i]];
            double[] expected =
            [
                (0.299 * color.R) + (0.587 * color.G) + (0.114 * color.B),
                128 - (0.168736 * color.R) - (0.331264 * color.G) + (0.5 * color.B),
                128 + (0.5 * color.R) - (0.418688 * color.G) - (0.081312 * color.B),
            ];
            for (var component = 0; component < 3; component++)
            {
                var difference = read.Samples[component][i] - expected[component];
                Assert.InRange(difference, -48, 48);
                error += difference * difference;
            }
        }

        // Quality 90 gives an image with sharp edges more than 33 dB.
        Assert.True(error / (3.0 * width * height) < 32, $"mean squared error {error / (3.0 * width * height)}");
    }

    [Fact]
    public void Random_pixels_use_every_path_of_the_entropy_coder()
    {
        var random = new Random(20261122);
        using var canvas = new Canvas(96, 96);
        for (var i = 0; i < 200; i++)
        {
            canvas.Palette.Add(new Rgb((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        }

        for (var y = 0; y < 96; y++)
        {
            for (var x = 0; x < 96; x++)
            {
                canvas.Row(y)[x] = (byte)(random.Next(6) == 0 ? random.Next(200) : y);
            }
        }

        Assert.Equal(96, JpegReader.Read(JpegEncoder.Encode(canvas, "comment")).Width);
    }
}
