namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>A wall of tiles, each a circle, quarter circle, leaf or step in the image's colours.</summary>
public sealed class MosaicScene : IScene
{
    public void Draw(Canvas canvas, Mood mood, SceneRandom random)
    {
        var size = random.Below(2) == 0 ? 128 : 192;
        Rgb[] colors = [mood.Zenith, mood.Horizon, mood.Far, mood.Near, mood.Light, mood.Far.Mix(mood.Light, 0.5)];
        var inks = new byte[colors.Length];
        for (var i = 0; i < inks.Length; i++)
        {
            inks[i] = canvas.Palette.Add(colors[i]);
        }

        var left = ((canvas.Width % size) - size) / 2;
        var top = ((canvas.Height % size) - size) / 2;
        for (var y = top; y < canvas.Height; y += size)
        {
            for (var x = left; x < canvas.Width; x += size)
            {
                Tile(canvas, x, y, size, inks, random);
            }
        }
    }

    private static void Tile(Canvas canvas, int x, int y, int size, byte[] inks, SceneRandom random)
    {
        var ground = random.Below(inks.Length);
        var ink = inks[(ground + 1 + random.Below(inks.Length - 1)) % inks.Length];
        var shape = random.Below(6);
        var turn = random.Below(4);
        for (var row = 0; row < size; row++)
        {
            if ((uint)(y + row) >= (uint)canvas.Height)
            {
                continue;
            }

            var from = Math.Clamp(x, 0, canvas.Width);
            canvas.Row(y + row)[from..Math.Clamp(x + size, from, canvas.Width)].Fill(inks[ground]);
            // A mirrored tile is the same tile read from the other side.
            var v = (turn & 1) == 0 ? row + 0.5 : size - row - 0.5;
            var (start, end) = Extent(shape, v, size);
            if ((turn & 2) != 0)
            {
                (start, end) = (size - end, size - start);
            }

            canvas.Span(y + row, x + start, x + end, ink);
        }
    }

    /// <summary>The start and end of a shape in row <paramref name="v"/> of its tile.</summary>
    private static (double Start, double End) Extent(int shape, double v, double size)
    {
        return shape switch
        {
            0 => (0, Half(size, v)),
            1 => ((size / 2) - Half(size * 0.36, v - (size / 2)), (size / 2) + Half(size * 0.36, v - (size / 2))),
            2 => (0, v),
            3 => (size - Half(size, v), Half(size, size - v)),
            4 => (0, Half(size / 2, v - (size / 2)) * 2),
            _ => v < size / 2 ? (0, size / 2) : (size / 2, size),
        };
    }

    private static double Half(double radius, double distance) => Math.Sqrt(Math.Max(0, (radius * radius) - (distance * distance)));
}
