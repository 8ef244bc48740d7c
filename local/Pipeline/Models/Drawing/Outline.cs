using System.Globalization;

namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>A glyph as straight segments of pen strokes, in font units.</summary>
public sealed record Outline(double Width, IReadOnlyList<Outline.Piece> Pieces)
{
    /// <summary>Width of the strokes.</summary>
    public double Pen { get; init; } = 1.75;

    // With a chord every ten degrees the error is less than a fiftieth of the stroke's width.
    private const double DegreesPerChord = 10;

    public readonly record struct Piece(double X1, double Y1, double X2, double Y2);

    /// <summary>Reads the strokes that <see cref="GlyphOutlines"/> describes.</summary>
    /// <exception cref="FormatException">The description is malformed.</exception>
    public static Outline Parse(double width, ReadOnlySpan<string> tokens, Func<string, Outline> glyph)
    {
        List<Piece> pieces = [];
        var at = 0;
        while (at < tokens.Length)
        {
            var command = tokens[at++];
            switch (command)
            {
                case "L":
                    at = Line(tokens, at, pieces);
                    break;
                case "O":
                    Arc(tokens.Slice(at, 6), pieces);
                    at += 6;
                    break;
                case "G":
                    var part = glyph(tokens[at]);
                    pieces.AddRange(part.Placed(Number(tokens[at + 1]), Number(tokens[at + 2]), Number(tokens[at + 3])));
                    at += 4;
                    break;
                default:
                    throw new FormatException($"'{command}' is not a stroke.");
            }
        }
        return new(width, pieces);
    }

    public IEnumerable<Piece> Placed(double dx, double dy, double scale) =>
        Pieces.Select(p => new Piece(dx + (p.X1 * scale), dy + (p.Y1 * scale), dx + (p.X2 * scale), dy + (p.Y2 * scale)));

    private static int Line(ReadOnlySpan<string> tokens, int at, List<Piece> pieces)
    {
        var x = Number(tokens[at++]);
        var y = Number(tokens[at++]);
        while (at < tokens.Length && !char.IsAsciiLetterUpper(tokens[at][0]))
        {
            var nextX = Number(tokens[at++]);
            var nextY = Number(tokens[at++]);
            pieces.Add(new(x, y, nextX, nextY));
            (x, y) = (nextX, nextY);
        }
        return at;
    }

    private static void Arc(ReadOnlySpan<string> tokens, List<Piece> pieces)
    {
        var (x, y, rx, ry) = (Number(tokens[0]), Number(tokens[1]), Number(tokens[2]), Number(tokens[3]));
        var (from, to) = (Number(tokens[4]), Number(tokens[5]));
        var chords = (int)Math.Ceiling((to - from) / DegreesPerChord);
        var last = Point(from);
        for (var chord = 1; chord <= chords; chord++)
        {
            var next = Point(from + ((to - from) * chord / chords));
            pieces.Add(new(last.X, last.Y, next.X, next.Y));
            last = next;
        }

        (double X, double Y) Point(double degrees)
        {
            var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
            return (x + (rx * cos), y + (ry * sin));
        }
    }

    private static double Number(string token) => double.Parse(token, CultureInfo.InvariantCulture);
}
