using System.Text;

namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>Text that is wrapped into lines at one size.</summary>
public sealed record TextBlock(double Scale, IReadOnlyList<TextBlock.Line> Lines)
{
    /// <summary>A line's runes, and its width in pixels.</summary>
    public readonly record struct Line(Rune[] Runes, double Width);

    // Pixels per font unit, largest first. The list is short so that cached glyphs are reused.
    private static readonly double[] Scales = [5.2, 4.4, 3.8, 3.2, 2.7, 2.3, 1.9, 1.6, 1.35, 1.15, 1, 0.85, 0.72, 0.62, 0.54, 0.48];

    public double Width => Lines.Count == 0 ? 0 : Lines.Max(line => line.Width);

    public double Height => Lines.Count * StrokeFont.LineHeight * Scale;

    /// <summary>
    /// Wraps the text at the largest size at which it fits. If it fits at none, its beginning at the smallest size, with an ellipsis.
    /// </summary>
    public static TextBlock Fit(string text, double width, double height)
    {
        List<Rune[]> words = [.. Words(text)];
        var longest = words.Count == 0 ? 0 : words.Max(word => WidthOf(word));
        foreach (var scale in Scales)
        {
            // Prefer a smaller size that is still readable over breaking a word.
            if (longest * scale > width && scale > 1.35)
            {
                continue;
            }

            var block = Break(words, scale, width);
            if (block.Height <= height)
            {
                return block;
            }
        }
        var smallest = Break(words, Scales[^1], width);
        var lines = Math.Max(1, (int)(height / (StrokeFont.LineHeight * smallest.Scale)));
        var last = smallest.Lines[lines - 1];
        Rune[] cut = [.. last.Runes.Take(Math.Max(0, last.Runes.Length - 2)), new Rune('…')];
        return smallest with { Lines = [.. smallest.Lines.Take(lines - 1), new(cut, last.Width)] };
    }

    public static double WidthOf(ReadOnlySpan<Rune> runes)
    {
        double width = 0;
        foreach (var rune in runes)
        {
            width += StrokeFont.Advance(rune);
        }

        return width;
    }

    private static TextBlock Break(List<Rune[]> words, double scale, double width)
    {
        var limit = width / scale;
        List<Line> lines = [];
        List<Rune> line = [];
        double used = 0;
        var space = StrokeFont.Advance(new Rune(' '));
        foreach (var word in words)
        {
            if (word.Length == 1 && word[0].Value == '\n')
            {
                End();
                continue;
            }
            var needed = WidthOf(word);
            if (line.Count > 0 && used + space + needed > limit)
            {
                End();
            }

            if (line.Count > 0)
            {
                line.Add(new Rune(' '));
                used += space;
            }
            foreach (var rune in word)
            {
                var advance = StrokeFont.Advance(rune);
                // A word longer than a line (a URL, a script without spaces) is broken at the end of the line.
                if (line.Count > 0 && used + advance > limit)
                {
                    End();
                }

                line.Add(rune);
                used += advance;
            }
        }
        if (line.Count > 0)
        {
            End();
        }

        return new(scale, lines);

        void End()
        {
            lines.Add(new([.. line], used * scale));
            line.Clear();
            used = 0;
        }
    }

    /// <summary>Splits the text into words. A line feed is a word of its own; other white space separates words.</summary>
    private static IEnumerable<Rune[]> Words(string text)
    {
        List<Rune> word = [];
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                word.Add(rune);
                continue;
            }
            if (word.Count > 0)
            {
                yield return [.. word];
            }

            word.Clear();
            if (rune.Value == '\n')
            {
                yield return [rune];
            }
        }
        if (word.Count > 0)
        {
            yield return [.. word];
        }
    }
}
