namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>Mountain ranges, one behind the other in the haze.</summary>
public sealed class PeaksScene : IScene
{
    public void Draw(Canvas canvas, Mood mood, SceneRandom random)
    {
        var horizon = random.Between(0.5, 0.62);
        Sky.Draw(canvas, mood, random, horizon);
        var ranges = 3 + random.Below(3);
        for (var range = 0; range < ranges; range++)
        {
            var depth = range / (double)(ranges - 1);
            var baseline = canvas.Height * (horizon + ((0.95 - horizon) * depth));
            var skyline = Range(canvas.Width, random, canvas.Height * random.Between(0.16, 0.24) * (1 - (0.45 * depth)));
            for (var x = 0; x < skyline.Length; x++)
            {
                skyline[x] = baseline - skyline[x];
            }

            Ridge.Fill(canvas, skyline, canvas.Palette.Add(mood.Ground(depth)));
        }
    }

    /// <summary>Midpoint displacement: divides each slope and moves its middle up or down by a decreasing amount.</summary>
    private static double[] Range(int width, SceneRandom random, double height)
    {
        const int segments = 64;
        var points = new double[segments + 1];
        points[0] = height * random.Next();
        points[segments] = height * random.Next();
        for (var step = segments; step > 1; step /= 2)
        {
            var rough = height * step / segments;
            for (var i = 0; i < segments; i += step)
            {
                points[i + (step / 2)] = ((points[i] + points[i + step]) / 2) + (rough * random.Between(-0.75, 0.75));
            }
        }
        var skyline = new double[width];
        for (var x = 0; x < width; x++)
        {
            var at = x * (double)segments / width;
            var i = (int)at;
            skyline[x] = points[i] + ((points[i + 1] - points[i]) * (at - i));
        }
        return skyline;
    }
}
