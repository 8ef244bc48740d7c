using System.Globalization;
using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary><c>$number(arg)</c>: a number from text or a boolean (https://docs.jsonata.org/numeric-functions#number).</summary>
internal static partial class NumberFunction
{
    public static readonly NativeFunction Function = new(
        "number",
        "<(nsb)-:n>",
        1,
        static (arguments, in call) => arguments[0] is { } value ? Convert(value) : null
    );

    private static JsonNumber Convert(JsonValue value) =>
        value switch
        {
            JsonNumber number => number,
            { Kind: JsonKind.True } => JsonNumber.From(1),
            { Kind: JsonKind.False } => JsonNumber.From(0),
            JsonString { Value: var text } when Decimal().IsMatch(text) && double.IsFinite(Parse(text)) => JsonNumber.FromJavaScript(Parse(text)),
            JsonString { Value: var text } when OtherBase().IsMatch(text) => JsonNumber.FromJavaScript(ParseOtherBase(text)),
            _ => throw new JsonataException("D3030") { Value = value, Index = 1 },
        };

    private static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>As JavaScript's Number does: NaN where the text has more than the number.</summary>
    private static double ParseOtherBase(string text)
    {
        var digits = text.AsSpan().Trim();
        var radix = digits.Length < 3 || digits[0] != '0' ? 0 : digits[1] switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => 0 };
        var value = radix == 0 ? double.NaN : 0;
        foreach (var c in digits[Math.Min(2, digits.Length)..])
        {
            var digit = char.IsAsciiHexDigit(c) ? System.Convert.ToInt32(c.ToString(), 16) : 16;
            value = digit < radix ? value * radix + digit : double.NaN;
        }

        return value;
    }

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)\z")]
    private static partial Regex OtherBase();
}
