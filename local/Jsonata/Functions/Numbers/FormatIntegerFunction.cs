using PromptToImage.Jsonata.Formats;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary>
/// <c>$formatInteger(number, pattern)</c>: the whole number by an XPath format pattern
/// (https://docs.jsonata.org/numeric-functions#formatinteger).
/// </summary>
internal static class FormatIntegerFunction
{
    public static readonly NativeFunction Function = new("formatInteger", "<n-s:s>", 2,
        static (arguments, in call) =>
            arguments.TryNumber(0, out var value) ? new JsonString(IntegerFormat.Parse(arguments.Text(1)).Format(Math.Floor(value))) : null);
}
