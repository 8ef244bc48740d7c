namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>Rolling hills that become darker from far to near.</summary>
public sealed class HillsScene : IScene
{
    public void Draw(Canvas canvas, Mood mood, SceneRandom random)
    {
        var horizon = random.Between(0.45, 0.6);
        Sky.Draw(canvas, mood, random, horizon);
        var layers = 4 + random.Below(3);
        var skyline = new double[canvas.Width];
        for (var layer = 0; layer < layers; layer++)
        {
            var depth = layer / (double)(layers - 1);
            var baseline = canvas.Height * (horizon + ((0.96 - horizon) * Math.Pow(depth, 1.15)));
            var swing = canvas.Height * (0.035 + (0.03 * depth));
            var slow = random.Between(0.7, 1.6);
            var quick = random.Between(2.2, 4.2);
            var slowPhase = random.Between(0, Math.Tau);
            var quickPhase = random.Between(0, Math.Tau);
            for (var x = 0; x < skyline.Length; x++)
            {
                var t = Math.Tau * x / canvas.Width;
                skyline[x] = baseline - (swing * Math.Sin((t * slow) + slowPhase)) - (swing * 0.35 * Math.Sin((t * quick) + quickPhase));
            }
            Ridge.Fill(canvas, skyline, canvas.Palette.Add(mood.Ground(depth)));
        }
    }
}
