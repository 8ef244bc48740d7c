namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>A glyph at one size: the coverage of each pixel from 0 to <see cref="Levels"/>.</summary>
public sealed record GlyphBitmap(int Left, int Top, int Width, int Height, byte[] Coverage)
{
    /// <summary>Full coverage. Eight shades, with 0, are enough for smooth letters.</summary>
    public const int Levels = 7;

    /// <param name="scale">Pixels per font unit.</param>
    public static GlyphBitmap Draw(Outline outline, double scale)
    {
        if (outline.Pieces.Count == 0)
        {
            return new(0, 0, 0, 0, []);
        }
        // A stroke thinner than a pixel would be too faint.
        var radius = Math.Max(outline.Pen * scale, 1.15) / 2;
        var margin = (int)Math.Ceiling(radius + 1);
        var left = (int)Math.Floor(outline.Pieces.Min(p => Math.Min(p.X1, p.X2)) * scale) - margin;
        var right = (int)Math.Ceiling(outline.Pieces.Max(p => Math.Max(p.X1, p.X2)) * scale) + margin;
        var top = (int)Math.Floor(-outline.Pieces.Max(p => Math.Max(p.Y1, p.Y2)) * scale) - margin;
        var bottom = (int)Math.Ceiling(-outline.Pieces.Min(p => Math.Min(p.Y1, p.Y2)) * scale) + margin;
        var bitmap = new GlyphBitmap(left, top, right - left, bottom - top, new byte[(right - left) * (bottom - top)]);
        foreach (var piece in outline.Pieces)
        {
            bitmap.Stroke(piece.X1 * scale, -piece.Y1 * scale, piece.X2 * scale, -piece.Y2 * scale, radius);
        }

        return bitmap;
    }

    private void Stroke(double x1, double y1, double x2, double y2, double radius)
    {
        var fromX = Math.Max(0, (int)(Math.Min(x1, x2) - radius - 1) - Left - 1);
        var toX = Math.Min(Width, (int)(Math.Max(x1, x2) + radius + 2) - Left + 1);
        var fromY = Math.Max(0, (int)(Math.Min(y1, y2) - radius - 1) - Top - 1);
        var toY = Math.Min(Height, (int)(Math.Max(y1, y2) + radius + 2) - Top + 1);
        var dx = x2 - x1;
        var dy = y2 - y1;
        var square = (dx * dx) + (dy * dy);
        for (var y = fromY; y < toY; y++)
        {
            for (var x = fromX; x < toX; x++)
            {
                var px = Left + x + 0.5 - x1;
                var py = Top + y + 0.5 - y1;
                var along = square == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / square, 0, 1);
                var ox = px - (along * dx);
                var oy = py - (along * dy);
                var inside = radius + 0.5 - Math.Sqrt((ox * ox) + (oy * oy));
                var level = (byte)((Math.Clamp(inside, 0, 1) * Levels) + 0.5);
                ref var covered = ref Coverage[(y * Width) + x];
                covered = Math.Max(covered, level);
            }
        }
    }
}
