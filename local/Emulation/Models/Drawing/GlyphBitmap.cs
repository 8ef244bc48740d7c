namespace PromptToImage.Emulation.Models.Drawing;

/// <summary>A glyph at one size: how far each pixel is covered, 0 to <see cref="Levels"/>.</summary>
public sealed record GlyphBitmap(int Left, int Top, int Width, int Height, byte[] Coverage)
{
    /// <summary>Full coverage. With 0 this makes eight shades, which is as many as letters need to look smooth.</summary>
    public const int Levels = 7;

    /// <param name="scale">Pixels per font unit.</param>
    public static GlyphBitmap Draw(Outline outline, double scale)
    {
        if (outline.Pieces.Count == 0)
            return new(0, 0, 0, 0, []);
        // Thinner than a pixel, a stroke would fade away.
        double radius = Math.Max(outline.Pen * scale, 1.15) / 2;
        int margin = (int)Math.Ceiling(radius + 1);
        int left = (int)Math.Floor(outline.Pieces.Min(p => Math.Min(p.X1, p.X2)) * scale) - margin;
        int right = (int)Math.Ceiling(outline.Pieces.Max(p => Math.Max(p.X1, p.X2)) * scale) + margin;
        int top = (int)Math.Floor(-outline.Pieces.Max(p => Math.Max(p.Y1, p.Y2)) * scale) - margin;
        int bottom = (int)Math.Ceiling(-outline.Pieces.Min(p => Math.Min(p.Y1, p.Y2)) * scale) + margin;
        GlyphBitmap bitmap = new(left, top, right - left, bottom - top, new byte[(right - left) * (bottom - top)]);
        foreach (Outline.Piece piece in outline.Pieces)
            bitmap.Stroke(piece.X1 * scale, -piece.Y1 * scale, piece.X2 * scale, -piece.Y2 * scale, radius);
        return bitmap;
    }

    private void Stroke(double x1, double y1, double x2, double y2, double radius)
    {
        int fromX = Math.Max(0, (int)(Math.Min(x1, x2) - radius - 1) - Left - 1);
        int toX = Math.Min(Width, (int)(Math.Max(x1, x2) + radius + 2) - Left + 1);
        int fromY = Math.Max(0, (int)(Math.Min(y1, y2) - radius - 1) - Top - 1);
        int toY = Math.Min(Height, (int)(Math.Max(y1, y2) + radius + 2) - Top + 1);
        double dx = x2 - x1;
        double dy = y2 - y1;
        double square = (dx * dx) + (dy * dy);
        for (int y = fromY; y < toY; y++)
        {
            for (int x = fromX; x < toX; x++)
            {
                double px = Left + x + 0.5 - x1;
                double py = Top + y + 0.5 - y1;
                double along = square == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / square, 0, 1);
                double ox = px - (along * dx);
                double oy = py - (along * dy);
                double inside = radius + 0.5 - Math.Sqrt((ox * ox) + (oy * oy));
                byte level = (byte)((Math.Clamp(inside, 0, 1) * Levels) + 0.5);
                ref byte covered = ref Coverage[(y * Width) + x];
                covered = Math.Max(covered, level);
            }
        }
    }
}
