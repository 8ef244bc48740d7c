using System.Globalization;
using System.Text;

namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>
/// The typeface: Latin-1, Latin Extended-A and common punctuation. Any other character is drawn as a box with its code point, so
/// that prompts in other scripts remain distinguishable.
/// </summary>
public static class StrokeFont
{
    /// <summary>Space between the strokes of two letters, in font units.</summary>
    public const double Spacing = 3.3;

    /// <summary>From one baseline to the next, in font units.</summary>
    public const double LineHeight = 23;

    /// <summary>How far letters and marks reach above the baseline, in font units.</summary>
    public const double Ascent = 18.5;

    private const double SpaceWidth = 6.6;

    private const double BoxWidth = 13;

    private static readonly Dictionary<Rune, Outline> Glyphs = Read();

    public static bool Has(Rune rune) => Glyphs.ContainsKey(rune);

    public static Outline Glyph(Rune rune) => Glyphs.TryGetValue(rune, out var outline) ? outline : Box(rune);

    /// <summary>From the start of one letter to the start of the next, in font units.</summary>
    public static double Advance(Rune rune) => (Glyphs.TryGetValue(rune, out var outline) ? outline.Width : BoxWidth) + Spacing;

    /// <summary>A frame with the hexadecimal digits of the code point in two rows, as browsers draw it.</summary>
    private static Outline Box(Rune rune)
    {
        const double digit = 0.45;
        var code = rune.Value.ToString(rune.IsBmp ? "X4" : "X6", CultureInfo.InvariantCulture);
        var perRow = code.Length / 2;
        List<Outline.Piece> pieces =
        [
            new(0, -2, BoxWidth, -2),
            new(BoxWidth, -2, BoxWidth, 15),
            new(BoxWidth, 15, 0, 15),
            new(0, 15, 0, -2),
        ];
        for (var i = 0; i < code.Length; i++)
        {
            var glyph = Glyphs[new Rune(code[i])];
            var cell = (BoxWidth - 2) / perRow;
            var scale = Math.Min(digit, (cell - 1.6) / Math.Max(glyph.Width, 1));
            var x = 1 + (cell * ((i % perRow) + 0.5)) - (glyph.Width * scale / 2);
            pieces.AddRange(glyph.Placed(x, i < perRow ? 7.2 : -0.8, scale));
        }
        return new(BoxWidth, pieces) { Pen = 0.8 };
    }

    private static Dictionary<Rune, Outline> Read()
    {
        var glyphs = new Dictionary<Rune, Outline> { [new Rune(' ')] = new(SpaceWidth - Spacing, []) };
        var waiting = Lines(GlyphOutlines.Basic)
            .Concat(Lines(GlyphOutlines.Beyond))
            .Select(line => line.Split(' '))
            .ToDictionary(tokens => tokens[0]);
        foreach (var name in waiting.Keys)
        {
            Named(name);
        }

        var marks = Lines(GlyphOutlines.Marks).ToDictionary(line => line[0], line => Outline.Parse(0, line[2..].Split(' '), Named));
        foreach (var marked in GlyphOutlines.Marked.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            glyphs[new Rune(marked[0])] = Compose(glyphs[new Rune(marked[1])], marked[1], marks[marked[2]], marked[2]);
        }

        return glyphs;

        Outline Named(string name)
        {
            var rune = Rune.GetRuneAt(name, 0);
            if (!glyphs.TryGetValue(rune, out var known))
            {
                var tokens = waiting[name];
                known = Outline.Parse(double.Parse(tokens[1], CultureInfo.InvariantCulture), tokens.AsSpan(2), Named);
                glyphs.Add(rune, known);
            }
            return known;
        }
    }

    private static Outline Compose(Outline letter, char name, Outline mark, char markName)
    {
        var x = markName == '\'' ? letter.Width : letter.Width / 2;
        var y = markName switch
        {
            '¸' or '˛' or ',' => 0,
            '\'' => 13.4,
            _ => char.IsAsciiLetterUpper(name) ? 14 : 10,
        };
        return new(letter.Width, [.. letter.Pieces, .. mark.Placed(x, y, 1)]);
    }

    private static string[] Lines(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
