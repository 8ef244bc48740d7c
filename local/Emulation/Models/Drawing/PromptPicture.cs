using System.Text;

namespace PromptToImage.Emulation.Models.Drawing;

/// <summary>
/// The picture for a prompt: a scene and colours chosen by the digest of the request, and the prompt, legible, on a
/// panel. Equal requests give equal pictures; that it is no real model's work is said at its foot.
/// </summary>
public sealed class PromptPicture
{
    private static readonly IScene[] Scenes = [new HillsScene(), new PeaksScene(), new MosaicScene(), new OrbitsScene()];

    private readonly GlyphCache _glyphs = new();

    /// <param name="digest">At least eight bytes that tell this request from every other.</param>
    public Canvas Draw(int width, int height, string prompt, string foot, ReadOnlySpan<byte> digest)
    {
        SceneRandom random = new(digest);
        Canvas canvas = new(width, height);
        Mood mood = Mood.From(random);
        byte panel = canvas.Palette.Add(mood.Panel);
        byte ink = canvas.Palette.AddRamp(mood.Panel.Mix(mood.Ink, 1.0 / GlyphBitmap.Levels), mood.Ink, GlyphBitmap.Levels);
        byte faint = canvas.Palette.AddRamp(mood.Panel.Mix(mood.Ink, 0.62 / GlyphBitmap.Levels), mood.Panel.Mix(mood.Ink, 0.62), GlyphBitmap.Levels);
        Scenes[random.Below(Scenes.Length)].Draw(canvas, mood, random);
        Caption(canvas, prompt, foot, new(panel, ink, faint));
        return canvas;
    }

    private void Caption(Canvas canvas, string prompt, string foot, Inks inks)
    {
        int margin = Math.Min(canvas.Width, canvas.Height) / 16;
        int padding = margin * 3 / 4;
        double room = canvas.Width - (2 * margin) - (2 * padding);
        const double footScale = 0.95;
        double footHeight = StrokeFont.LineHeight * footScale * 1.9;
        TextBlock text = TextBlock.Fit(prompt, room, (canvas.Height * 0.52) - footHeight);
        // A long prompt may take nearly the whole picture: it is to be read.
        if (text.Scale < 1.35)
            text = TextBlock.Fit(prompt, room, canvas.Height - (2 * margin) - (2 * padding) - footHeight);
        TextBlock footLine = TextBlock.Fit(foot, room, StrokeFont.LineHeight * footScale);
        int wide = (int)Math.Ceiling(Math.Max(text.Width, footLine.Width)) + (2 * padding);
        int high = (int)Math.Ceiling(text.Height + footHeight) + (2 * padding) - (int)(4 * text.Scale);
        int left = (canvas.Width - wide) / 2;
        int bottom = canvas.Height - margin;
        canvas.RoundedRectangle(left, bottom - high, left + wide, bottom, margin / 3, inks.Panel);
        double y = bottom - high + padding - (1.5 * text.Scale);
        Draw(canvas, text, canvas.Width / 2.0, y, inks.Text);
        Draw(canvas, footLine, canvas.Width / 2.0, bottom - padding - (footLine.Height * 0.9), inks.Foot);
    }

    private void Draw(Canvas canvas, TextBlock text, double centerX, double top, byte ink)
    {
        double baseline = top + (StrokeFont.Ascent * text.Scale);
        foreach (TextBlock.Line line in text.Lines)
        {
            double x = centerX - ((line.Width - (StrokeFont.Spacing * text.Scale)) / 2);
            foreach (Rune rune in line.Runes)
            {
                Blit(canvas, _glyphs.Get(rune, text.Scale), (int)Math.Round(x), (int)Math.Round(baseline), ink);
                x += StrokeFont.Advance(rune) * text.Scale;
            }
            baseline += StrokeFont.LineHeight * text.Scale;
        }
    }

    private static void Blit(Canvas canvas, GlyphBitmap glyph, int x, int baseline, byte ink)
    {
        int left = x + glyph.Left;
        int from = Math.Max(0, -left);
        int to = Math.Min(glyph.Width, canvas.Width - left);
        for (int row = 0; row < glyph.Height; row++)
        {
            int y = baseline + glyph.Top + row;
            if ((uint)y >= (uint)canvas.Height)
                continue;
            Span<byte> pixels = canvas.Row(y);
            ReadOnlySpan<byte> coverage = glyph.Coverage.AsSpan(row * glyph.Width, glyph.Width);
            for (int column = from; column < to; column++)
            {
                if (coverage[column] > 0)
                    pixels[left + column] = (byte)(ink + coverage[column] - 1);
            }
        }
    }

    private readonly record struct Inks(byte Panel, byte Text, byte Foot);
}
