using System.Numerics;

namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>Fills the area below a skyline that has one height per column.</summary>
public static class Ridge
{
    public static void Fill(Canvas canvas, ReadOnlySpan<double> skyline, byte color)
    {
        // For each column the first pixel that is fully covered.
        var tops = new short[skyline.Length];
        var highest = canvas.Height;
        var lowest = 0;
        for (var x = 0; x < tops.Length; x++)
        {
            var top = (int)Math.Ceiling(Math.Clamp(skyline[x], -1, canvas.Height));
            tops[x] = (short)top;
            highest = Math.Min(highest, top);
            lowest = Math.Max(lowest, top);
            var edge = top - 1;
            var covered = top - skyline[x];
            if (covered > 0 && covered < 1 && edge >= 0)
            {
                BlendPixel(canvas, x, edge, color, covered);
            }
        }

        for (var y = Math.Max(0, highest); y < lowest; y++)
        {
            FillBelow(canvas.Row(y), tops, y, color);
        }

        for (var y = Math.Max(0, lowest); y < canvas.Height; y++)
        {
            canvas.Row(y).Fill(color);
        }
    }

    private static void BlendPixel(Canvas canvas, int x, int y, byte color, double covered)
    {
        ref var pixel = ref canvas.Row(y)[x];
        pixel = canvas.Palette.Blend(pixel, color, (int)((covered * Palette.BlendSteps) + 0.5));
    }

    /// <summary>Most pixels of an image are filled here, so it fills many pixels at once.</summary>
    private static void FillBelow(Span<byte> row, ReadOnlySpan<short> tops, int y, byte color)
    {
        var x = 0;
        var colors = new Vector<byte>(color);
        var here = new Vector<short>((short)y);
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            var left = Vector.LessThanOrEqual(new Vector<short>(tops[x..]), here);
            var right = Vector.LessThanOrEqual(new Vector<short>(tops[(x + Vector<short>.Count)..]), here);
            var covered = Vector.AsVectorByte(Vector.Narrow(left, right));
            Vector.ConditionalSelect(covered, colors, new Vector<byte>(row[x..])).CopyTo(row[x..]);
        }

        for (; x < row.Length; x++)
        {
            if (tops[x] <= y)
            {
                row[x] = color;
            }
        }
    }
}
