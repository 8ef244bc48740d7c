using PromptToImage.Jsonata.Formats;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary>
/// <c>$parseInteger(string, pattern)</c>: the whole number that a text has by an XPath format pattern
/// (https://docs.jsonata.org/numeric-functions#parseinteger).
/// </summary>
internal static class ParseIntegerFunction
{
    public static readonly NativeFunction Function = new("parseInteger", "<s-s:n>", 2,
        static (arguments, in call) =>
            arguments.TryText(0, out var text)
                ? JsonNumber.FromJavaScript(IntegerFormat.Parse(arguments.Text(1)).ParserFor().Parse(text))
                : null);
}
