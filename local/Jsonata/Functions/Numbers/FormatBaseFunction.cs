using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary>
/// <c>$formatBase(number, radix)</c>: the whole number in another base (https://docs.jsonata.org/numeric-functions#formatbase).
/// </summary>
internal static class FormatBaseFunction
{
    public static readonly NativeFunction Function = new(
        "formatBase",
        "<n-n?:s>",
        2,
        static (arguments, in call) => arguments.TryNumber(0, out var value) ? new JsonString(Format(value, arguments)) : null
    );

    private const double LargestExact = 9007199254740992;

    private static string Format(double value, Arguments arguments)
    {
        value = RoundFunction.ToEven(value);
        var radix = arguments.TryNumber(1, out var given) ? RoundFunction.ToEven(given) : 10;
        if (radix is < 2 or > 36)
        {
            throw new JsonataException("D3100") { Value = JsonNumber.FromJavaScript(radix) };
        }

        return radix == 10 || !double.IsFinite(value) ? JavaScriptNumber.ToText(value) : (value < 0 ? "-" : "") + Digits(Math.Abs(value), radix);
    }

    private static string Digits(double value, double radix)
    {
        var digits = new StringBuilder();
        while (value >= LargestExact * radix)
        {
            // V8 writes 0 for the digits that a double cannot represent.
            value /= radix;
            digits.Insert(0, '0');
        }

        do
        {
            var remainder = value % radix;
            digits.Insert(0, "0123456789abcdefghijklmnopqrstuvwxyz"[(int)remainder]);
            value = (value - remainder) / radix;
        } while (value > 0);

        return digits.ToString();
    }
}
