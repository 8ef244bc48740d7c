namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>A light with rings around it, and bodies on the rings.</summary>
public sealed class OrbitsScene : IScene
{
    private const int Rings = 9;

    public void Draw(Canvas canvas, Mood mood, SceneRandom random)
    {
        var reach = Math.Max(canvas.Width, canvas.Height) * 1.15;
        var centerX = canvas.Width * random.Between(0.1, 0.9);
        var centerY = canvas.Height * (random.Below(2) == 0 ? random.Between(0.02, 0.2) : random.Between(0.8, 0.98));
        var first = canvas.Palette.AddRamp(mood.Near.Mix(mood.Zenith, 0.35), mood.Horizon, Rings + 1);
        for (var y = 0; y < canvas.Height; y++)
        {
            canvas.Row(y).Fill(first);
        }

        for (var ring = 0; ring < Rings; ring++)
        {
            canvas.Circle(centerX, centerY, Radius(reach, ring), (byte)(first + 1 + ring));
        }

        for (var ring = 0; ring < Rings - 1; ring++)
        {
            var angle = random.Between(0, Math.Tau);
            var distance = (Radius(reach, ring) + Radius(reach, ring + 1)) / 2;
            var size = (Radius(reach, ring) - Radius(reach, ring + 1)) * random.Between(0.16, 0.34);
            var body = canvas.Palette.Add(mood.Ground(random.Next()).Mix(mood.Light, random.Below(3) == 0 ? 0.75 : 0.1));
            canvas.Circle(centerX + (distance * Math.Cos(angle)), centerY + (distance * Math.Sin(angle)), size, body);
        }
        canvas.Circle(centerX, centerY, Radius(reach, Rings), canvas.Palette.Add(mood.Light));
    }

    private static double Radius(double reach, int ring) => reach * Math.Pow(1 - (ring / (Rings + 1.4)), 1.35);
}
