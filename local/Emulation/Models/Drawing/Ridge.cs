namespace PromptToImage.Emulation.Models.Drawing;

/// <summary>Fills everything below a skyline that is given as one height a column.</summary>
public static class Ridge
{
    public static void Fill(Canvas canvas, ReadOnlySpan<double> skyline, byte color)
    {
        double highest = canvas.Height;
        double lowest = 0;
        foreach (double y in skyline)
        {
            highest = Math.Min(highest, y);
            lowest = Math.Max(lowest, y);
        }
        int top = Math.Max(0, (int)Math.Floor(highest));
        int solid = Math.Min(canvas.Height, (int)Math.Ceiling(lowest) + 1);
        for (int y = top; y < solid; y++)
        {
            Span<byte> row = canvas.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                double covered = y + 1 - skyline[x];
                if (covered >= 1)
                    row[x] = color;
                else if (covered > 0)
                    row[x] = canvas.Palette.Blend(row[x], color, (int)((covered * Palette.BlendSteps) + 0.5));
            }
        }
        for (int y = solid; y < canvas.Height; y++)
            canvas.Row(y).Fill(color);
    }
}
