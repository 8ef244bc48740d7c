namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>The colours of one image: a sky, a light, and grounds from far to near, of related hues.</summary>
public sealed record Mood(Rgb Zenith, Rgb Horizon, Rgb Light, Rgb Far, Rgb Near, Rgb Panel, Rgb Ink, bool Night)
{
    public static Mood From(SceneRandom random)
    {
        var hue = random.Between(0, 360);
        // The horizon differs in warmth from the zenith, which makes the gradient look like a sky.
        var turn = random.Between(40, 110) * (random.Below(2) == 0 ? 1 : -1);
        return random.Below(4) switch
        {
            0 => Dark(hue, turn),
            1 => new(
                Rgb.FromOklch(0.52, 0.13, hue),
                Rgb.FromOklch(0.86, 0.10, hue + turn),
                Rgb.FromOklch(0.97, 0.06, hue + turn),
                Rgb.FromOklch(0.66, 0.09, hue + (turn * 0.5)),
                Rgb.FromOklch(0.24, 0.08, hue - 15),
                Rgb.FromOklch(0.18, 0.045, hue - 10),
                Rgb.FromOklch(0.97, 0.02, hue + turn),
                false
            ),
            2 => new(
                Rgb.FromOklch(0.78, 0.09, hue),
                Rgb.FromOklch(0.95, 0.045, hue + turn),
                Rgb.FromOklch(0.99, 0.03, hue + turn),
                Rgb.FromOklch(0.80, 0.08, hue + 20),
                Rgb.FromOklch(0.40, 0.10, hue + 45),
                Rgb.FromOklch(0.985, 0.01, hue + turn),
                Rgb.FromOklch(0.25, 0.06, hue + 20),
                false
            ),
            _ => new(
                Rgb.FromOklch(0.38, 0.12, hue),
                Rgb.FromOklch(0.76, 0.15, hue + turn),
                Rgb.FromOklch(0.93, 0.11, hue + turn),
                Rgb.FromOklch(0.55, 0.12, hue + (turn * 0.6)),
                Rgb.FromOklch(0.19, 0.07, hue + 10),
                Rgb.FromOklch(0.965, 0.015, hue + turn),
                Rgb.FromOklch(0.22, 0.06, hue),
                false
            ),
        };
    }

    /// <summary>The colour of the ground at a depth from 0 (far) to 1 (near).</summary>
    public Rgb Ground(double depth) => Far.Mix(Near, depth);

    private static Mood Dark(double hue, double turn)
    {
        return new(
            Rgb.FromOklch(0.16, 0.06, hue),
            Rgb.FromOklch(0.42, 0.11, hue + turn),
            Rgb.FromOklch(0.95, 0.035, hue + turn),
            Rgb.FromOklch(0.36, 0.08, hue + (turn * 0.4)),
            Rgb.FromOklch(0.10, 0.035, hue),
            Rgb.FromOklch(0.96, 0.012, hue),
            Rgb.FromOklch(0.20, 0.06, hue),
            true
        );
    }
}
