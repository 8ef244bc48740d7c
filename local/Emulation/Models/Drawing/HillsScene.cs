namespace PromptToImage.Emulation.Models.Drawing;

/// <summary>Rolling hills, each nearer one darker.</summary>
public sealed class HillsScene : IScene
{
    public void Draw(Canvas canvas, Mood mood, SceneRandom random)
    {
        double horizon = random.Between(0.45, 0.6);
        Sky.Draw(canvas, mood, random, horizon);
        int layers = 4 + random.Below(3);
        double[] skyline = new double[canvas.Width];
        for (int layer = 0; layer < layers; layer++)
        {
            double depth = layer / (double)(layers - 1);
            double baseline = canvas.Height * (horizon + ((0.96 - horizon) * Math.Pow(depth, 1.15)));
            double swing = canvas.Height * (0.035 + (0.03 * depth));
            double slow = random.Between(0.7, 1.6);
            double quick = random.Between(2.2, 4.2);
            double slowPhase = random.Between(0, Math.Tau);
            double quickPhase = random.Between(0, Math.Tau);
            for (int x = 0; x < skyline.Length; x++)
            {
                double t = Math.Tau * x / canvas.Width;
                skyline[x] = baseline - (swing * Math.Sin((t * slow) + slowPhase)) - (swing * 0.35 * Math.Sin((t * quick) + quickPhase));
            }
            Ridge.Fill(canvas, skyline, canvas.Palette.Add(mood.Ground(depth)));
        }
    }
}
