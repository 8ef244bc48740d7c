using PromptToImage.Jsonata.Formats;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary>
/// <c>$formatNumber(number, pattern, options)</c>: the number by an XPath format pattern
/// (https://docs.jsonata.org/numeric-functions#formatnumber).
/// </summary>
internal static class FormatNumberFunction
{
    public static readonly NativeFunction Function = new("formatNumber", "<n-so?:s>", 3,
        static (arguments, in call) =>
            arguments.TryNumber(0, out var value)
                ? new JsonString(NumberFormat.Parse(arguments.Text(1), NumberSymbols.From(arguments[2])).Format(value, call.Evaluation))
                : null);
}
