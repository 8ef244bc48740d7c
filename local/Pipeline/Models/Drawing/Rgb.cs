namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>One opaque sRGB colour.</summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>The colour <paramref name="amount"/> (0 to 1) of the way from this one to <paramref name="other"/>.</summary>
    public Rgb Mix(Rgb other, double amount) => new(Between(R, other.R, amount), Between(G, other.G, amount), Between(B, other.B, amount));

    /// <summary>
    /// A colour by perceived lightness (0 to 1), chroma (0 to about 0.3) and hue in degrees: Björn Ottosson's OKLCH, clipped to sRGB.
    /// </summary>
    public static Rgb FromOklch(double lightness, double chroma, double hue)
    {
        var (sin, cos) = Math.SinCos(hue * Math.PI / 180);
        var a = chroma * cos;
        var b = chroma * sin;
        var l = Cube(lightness + (0.3963377774 * a) + (0.2158037573 * b));
        var m = Cube(lightness - (0.1055613458 * a) - (0.0638541728 * b));
        var s = Cube(lightness - (0.0894841775 * a) - (1.2914855480 * b));
        return new(
            Encode((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
            Encode((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
            Encode((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s))
        );
    }

    private static byte Between(byte from, byte to, double amount) => (byte)Math.Clamp(Math.Round(from + ((to - from) * amount)), 0, 255);

    private static double Cube(double value) => value * value * value;

    private static byte Encode(double linear)
    {
        var clipped = Math.Clamp(linear, 0, 1);
        var encoded = clipped <= 0.0031308 ? 12.92 * clipped : (1.055 * Math.Pow(clipped, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(encoded * 255);
    }
}
