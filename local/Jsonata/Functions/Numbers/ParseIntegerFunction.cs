using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Pictures;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary><c>$parseInteger(string, picture)</c>: the whole number that a text has by an XPath picture string (https://docs.jsonata.org/numeric-functions#parseinteger).</summary>
internal static class ParseIntegerFunction
{
    public static readonly NativeFunction Function = new("parseInteger", "<s-s:n>", 2, 
        static (arguments, in call) =>
            arguments.TryText(0, out var text)
                ? JsonNumber.FromJavaScript(IntegerPicture.Parse(arguments.Text(1)).ParserFor().Parse(text))
                : null);
}
