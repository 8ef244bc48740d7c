namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>
/// Draws the image of a prompt: a scene and colours that the digest of the request selects, and the prompt as text on a panel.
/// Equal requests give equal images. A line at the bottom says that no real model made the image.
/// </summary>
public sealed class PromptDrawing
{
    private static readonly IScene[] Scenes = [new HillsScene(), new PeaksScene(), new MosaicScene(), new OrbitsScene()];

    private readonly GlyphCache _glyphs = new();

    /// <param name="digest">A digest of the request, at least eight bytes.</param>
    public Canvas Draw(int width, int height, string prompt, string foot, ReadOnlySpan<byte> digest)
    {
        var random = new SceneRandom(digest);
        var canvas = new Canvas(width, height);
        var mood = Mood.From(random);
        var panel = canvas.Palette.Add(mood.Panel);
        var ink = canvas.Palette.AddRamp(mood.Panel.Mix(mood.Ink, 1.0 / GlyphBitmap.Levels), mood.Ink, GlyphBitmap.Levels);
        var faint = canvas.Palette.AddRamp(
            mood.Panel.Mix(mood.Ink, 0.62 / GlyphBitmap.Levels),
            mood.Panel.Mix(mood.Ink, 0.62),
            GlyphBitmap.Levels
        );
        Scenes[random.Below(Scenes.Length)].Draw(canvas, mood, random);
        Caption(canvas, prompt, foot, new(panel, ink, faint));
        return canvas;
    }

    private void Caption(Canvas canvas, string prompt, string foot, Inks inks)
    {
        var margin = Math.Min(canvas.Width, canvas.Height) / 16;
        var padding = margin * 3 / 4;
        double room = canvas.Width - (2 * margin) - (2 * padding);
        const double footScale = 0.95;
        var footHeight = StrokeFont.LineHeight * footScale * 1.9;
        var text = TextBlock.Fit(prompt, room, (canvas.Height * 0.52) - footHeight);
        // A long prompt may cover nearly the whole image, so that it stays readable.
        if (text.Scale < 1.35)
        {
            text = TextBlock.Fit(prompt, room, canvas.Height - (2 * margin) - (2 * padding) - footHeight);
        }

        var footLine = TextBlock.Fit(foot, room, StrokeFont.LineHeight * footScale);
        var wide = (int)Math.Ceiling(Math.Max(text.Width, footLine.Width)) + (2 * padding);
        var high = (int)Math.Ceiling(text.Height + footHeight) + (2 * padding) - (int)(4 * text.Scale);
        var left = (canvas.Width - wide) / 2;
        var bottom = canvas.Height - margin;
        canvas.RoundedRectangle(left, bottom - high, left + wide, bottom, margin / 3, inks.Panel);
        var y = bottom - high + padding - (1.5 * text.Scale);
        Draw(canvas, text, canvas.Width / 2.0, y, inks.Text);
        Draw(canvas, footLine, canvas.Width / 2.0, bottom - padding - (footLine.Height * 0.9), inks.Foot);
    }

    private void Draw(Canvas canvas, TextBlock text, double centerX, double top, byte ink)
    {
        var baseline = top + (StrokeFont.Ascent * text.Scale);
        foreach (var line in text.Lines)
        {
            var x = centerX - ((line.Width - (StrokeFont.Spacing * text.Scale)) / 2);
            foreach (var rune in line.Runes)
            {
                Blit(canvas, _glyphs.Get(rune, text.Scale), (int)Math.Round(x), (int)Math.Round(baseline), ink);
                x += StrokeFont.Advance(rune) * text.Scale;
            }
            baseline += StrokeFont.LineHeight * text.Scale;
        }
    }

    private static void Blit(Canvas canvas, GlyphBitmap glyph, int x, int baseline, byte ink)
    {
        var left = x + glyph.Left;
        var from = Math.Max(0, -left);
        var to = Math.Min(glyph.Width, canvas.Width - left);
        for (var row = 0; row < glyph.Height; row++)
        {
            var y = baseline + glyph.Top + row;
            if ((uint)y >= (uint)canvas.Height)
            {
                continue;
            }

            var pixels = canvas.Row(y);
            ReadOnlySpan<byte> coverage = glyph.Coverage.AsSpan(row * glyph.Width, glyph.Width);
            for (var column = from; column < to; column++)
            {
                if (coverage[column] > 0)
                {
                    pixels[left + column] = (byte)(ink + coverage[column] - 1);
                }
            }
        }
    }

    private readonly record struct Inks(byte Panel, byte Text, byte Foot);
}
