using System.Globalization;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary>
/// <c>$round(number, precision)</c>: the number rounded to a number of decimal places, and where it is in the middle to the even neighbour
/// (https://docs.jsonata.org/numeric-functions#round).
/// </summary>
internal static class RoundFunction
{
    public static readonly NativeFunction Function = new("round", "<n-n?:n>", 2,
        static (arguments, in call) =>
            arguments.TryNumber(0, out var value)
                ? JsonNumber.FromJavaScript(ToEven(value, arguments.TryNumber(1, out var precision) ? precision : 0))
                : null);

    public static double ToEven(double value, double precision = 0)
    {
        var shifts = precision != 0 && !double.IsNaN(precision);
        if (shifts)
        {
            value = Shift(value, precision);
        }

        var result = Math.Floor(value);
        result = value - result >= 0.5 ? result + 1 : result;
        if (Math.Abs(result - value) == 0.5 && Math.Abs(result % 2) == 1)
        {
            result -= 1;
        }

        if (shifts)
        {
            result = Shift(result, -precision);
        }

        return result == 0 ? 0 : result;
    }

    /// <summary>Moves the decimal point in the number's text: multiplying would be inexact.</summary>
    private static double Shift(double value, double places)
    {
        var text = JavaScriptNumber.ToText(value);
        var e = text.IndexOf('e', StringComparison.Ordinal);
        var exponent = places + (e < 0 ? 0 : double.Parse(text.AsSpan(e + 1), NumberStyles.Float, CultureInfo.InvariantCulture));
        return double.TryParse(
            $"{(e < 0 ? text : text[..e])}e{JavaScriptNumber.ToText(exponent)}",
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var shifted
        ) && double.IsFinite(value)
            ? shifted
            : double.NaN;
    }
}
