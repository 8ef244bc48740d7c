namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>The sky of the landscapes: a gradient in bands, stars at night, a sun or moon with a glow.</summary>
public static class Sky
{
    // Fewer bands would be visible; more would use palette entries that edges need.
    private const int Bands = 40;

    public static void Draw(Canvas canvas, Mood mood, SceneRandom random, double horizon)
    {
        var first = canvas.Palette.AddRamp(mood.Zenith, mood.Horizon, Bands);
        for (var y = 0; y < canvas.Height; y++)
        {
            var depth = Math.Min(1, y / (canvas.Height * horizon));
            canvas.Row(y).Fill((byte)(first + Math.Min(Bands - 1, (int)(depth * Bands))));
        }
        if (mood.Night)
        {
            Stars(canvas, mood, random, horizon);
        }

        Light(canvas, mood, random, horizon);
    }

    private static void Stars(Canvas canvas, Mood mood, SceneRandom random, double horizon)
    {
        var star = canvas.Palette.Add(mood.Zenith.Mix(mood.Light, 0.8));
        for (var i = 0; i < 90; i++)
        {
            var y = random.Next();
            var radius = random.Between(0.7, 1.0) + (random.Below(9) == 0 ? 1.2 : 0);
            canvas.Circle(random.Next() * canvas.Width, y * y * horizon * canvas.Height, radius, star);
        }
    }

    private static void Light(Canvas canvas, Mood mood, SceneRandom random, double horizon)
    {
        double size = Math.Min(canvas.Width, canvas.Height);
        var radius = size * random.Between(0.07, 0.13);
        var x = canvas.Width * random.Between(0.18, 0.82);
        var y = canvas.Height * horizon * random.Between(0.25, 0.95);
        var air = mood.Zenith.Mix(mood.Horizon, y / (canvas.Height * horizon));
        // Flat rings, because a soft glow would not fit into the palette.
        ReadOnlySpan<double> glow = [2.4, 1.85, 1.4];
        for (var ring = 0; ring < glow.Length; ring++)
        {
            canvas.Circle(x, y, radius * glow[ring], canvas.Palette.Add(air.Mix(mood.Light, 0.06 + (0.08 * ring))), smooth: false);
        }

        canvas.Circle(x, y, radius, canvas.Palette.Add(mood.Light));
    }
}
