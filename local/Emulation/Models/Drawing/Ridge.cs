using System.Numerics;

namespace PromptToImage.Emulation.Models.Drawing;

/// <summary>Fills everything below a skyline that is given as one height a column.</summary>
public static class Ridge
{
    public static void Fill(Canvas canvas, ReadOnlySpan<double> skyline, byte color)
    {
        // For each column its first pixel that is covered whole.
        short[] tops = new short[skyline.Length];
        int highest = canvas.Height;
        int lowest = 0;
        for (int x = 0; x < tops.Length; x++)
        {
            int top = (int)Math.Ceiling(Math.Clamp(skyline[x], -1, canvas.Height));
            tops[x] = (short)top;
            highest = Math.Min(highest, top);
            lowest = Math.Max(lowest, top);
            int edge = top - 1;
            double covered = top - skyline[x];
            if (covered > 0 && covered < 1 && edge >= 0)
                BlendPixel(canvas, x, edge, color, covered);
        }

        for (int y = Math.Max(0, highest); y < lowest; y++)
            FillBelow(canvas.Row(y), tops, y, color);
        for (int y = Math.Max(0, lowest); y < canvas.Height; y++)
            canvas.Row(y).Fill(color);
    }

    private static void BlendPixel(Canvas canvas, int x, int y, byte color, double covered)
    {
        ref byte pixel = ref canvas.Row(y)[x];
        pixel = canvas.Palette.Blend(pixel, color, (int)((covered * Palette.BlendSteps) + 0.5));
    }

    /// <summary>Most of a picture passes here, so many pixels at once.</summary>
    private static void FillBelow(Span<byte> row, ReadOnlySpan<short> tops, int y, byte color)
    {
        int x = 0;
        Vector<byte> colors = new(color);
        Vector<short> here = new((short)y);
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector<short> left = Vector.LessThanOrEqual(new Vector<short>(tops[x..]), here);
            Vector<short> right = Vector.LessThanOrEqual(new Vector<short>(tops[(x + Vector<short>.Count)..]), here);
            Vector<byte> covered = Vector.AsVectorByte(Vector.Narrow(left, right));
            Vector.ConditionalSelect(covered, colors, new Vector<byte>(row[x..])).CopyTo(row[x..]);
        }

        for (; x < row.Length; x++)
        {
            if (tops[x] <= y)
                row[x] = color;
        }
    }
}
