using System.Collections.Concurrent;
using System.Text;

namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>Caches drawn glyphs by size: all glyphs of the font, and boxes for other characters up to a limit.</summary>
public sealed class GlyphCache
{
    private const int MostKept = 8000;

    private readonly ConcurrentDictionary<(Rune, double), GlyphBitmap> _drawn = new();

    public GlyphBitmap Get(Rune rune, double scale)
    {
        if (!StrokeFont.Has(rune) && _drawn.Count >= MostKept)
        {
            return GlyphBitmap.Draw(StrokeFont.Glyph(rune), scale);
        }

        return _drawn.GetOrAdd((rune, scale), static key => GlyphBitmap.Draw(StrokeFont.Glyph(key.Item1), key.Item2));
    }
}
