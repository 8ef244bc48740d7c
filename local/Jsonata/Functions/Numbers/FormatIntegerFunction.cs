using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Pictures;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary><c>$formatInteger(number, picture)</c>: the whole number by an XPath picture string (https://docs.jsonata.org/numeric-functions#formatinteger).</summary>
internal static class FormatIntegerFunction
{
    public static readonly NativeFunction Function = new("formatInteger", "<n-s:s>", 2, 
        static (arguments, in call) =>
            arguments.TryNumber(0, out var value) ? new JsonString(IntegerPicture.Parse(arguments.Text(1)).Format(Math.Floor(value))) : null);
}
