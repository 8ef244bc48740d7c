using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary><c>$uppercase(str)</c>: the text in capital letters (https://docs.jsonata.org/string-functions#uppercase).</summary>
internal static class UppercaseFunction
{
    public static readonly NativeFunction Function = new(
        "uppercase",
        "<s-:s>",
        1,
        static (arguments, in call) => arguments.TryText(0, out var text) ? new JsonString(LetterCase.ToUpper(text)) : null
    );
}
