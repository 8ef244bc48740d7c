using System.Buffers;

namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>An image of palette indices, one byte per pixel, row by row. The buffer is pooled: dispose the canvas after encoding.</summary>
public sealed class Canvas(int width, int height) : IDisposable
{
    private readonly byte[] _pixels = ArrayPool<byte>.Shared.Rent(width * height);

    public int Width => width;

    public int Height => height;

    public Palette Palette { get; } = new();

    public ReadOnlySpan<byte> Pixels => _pixels.AsSpan(0, width * height);

    public Span<byte> Row(int y) => _pixels.AsSpan(y * width, width);

    /// <summary>Covers <paramref name="quarters"/> quarters of one pixel. Pixels outside the image are ignored.</summary>
    public void Cover(int x, int y, byte color, int quarters)
    {
        if ((uint)x >= (uint)width || (uint)y >= (uint)height)
        {
            return;
        }

        ref var pixel = ref _pixels[(y * width) + x];
        pixel = Palette.Blend(pixel, color, quarters);
    }

    /// <summary>
    /// Fills a row from <paramref name="left"/> to <paramref name="right"/>. The pixels at the two ends are covered partially.
    /// </summary>
    public void Span(int y, double left, double right, byte color)
    {
        if ((uint)y >= (uint)height || right <= left)
        {
            return;
        }

        var first = (int)Math.Ceiling(left);
        var last = (int)Math.Floor(right);
        if (first > last)
        {
            Cover(last, y, color, (int)Math.Round((right - left) * Palette.BlendSteps));
            return;
        }
        Cover(first - 1, y, color, (int)Math.Round((first - left) * Palette.BlendSteps));
        Cover(last, y, color, (int)Math.Round((right - last) * Palette.BlendSteps));
        var from = Math.Clamp(first, 0, width);
        var to = Math.Clamp(last, from, width);
        Row(y)[from..to].Fill(color);
    }

    /// <param name="smooth">False for a colour close to its ground: a smooth edge would use mixtures and not be visible.</param>
    public void Circle(double centerX, double centerY, double radius, byte color, bool smooth = true)
    {
        var top = Math.Max(0, (int)Math.Floor(centerY - radius));
        var bottom = Math.Min(height - 1, (int)Math.Ceiling(centerY + radius));
        for (var y = top; y <= bottom; y++)
        {
            var dy = y + 0.5 - centerY;
            var square = (radius * radius) - (dy * dy);
            if (square <= 0)
            {
                continue;
            }

            var half = Math.Sqrt(square);
            if (smooth)
            {
                Span(y, centerX - half, centerX + half, color);
            }
            else
            {
                Span(y, Math.Round(centerX - half), Math.Round(centerX + half), color);
            }
        }
    }

    public void RoundedRectangle(int left, int top, int right, int bottom, int radius, byte color)
    {
        for (var y = top; y < bottom; y++)
        {
            var fromEdge = Math.Min(y + 0.5 - top, bottom - y - 0.5);
            var dy = radius - fromEdge;
            var inset = dy <= 0 ? 0 : radius - Math.Sqrt((radius * radius) - (dy * dy));
            Span(y, left + inset, right - inset, color);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_pixels);
    }
}
