using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary><c>$lowercase(str)</c>: the text in small letters (https://docs.jsonata.org/string-functions#lowercase).</summary>
internal static class LowercaseFunction
{
    public static readonly NativeFunction Function = new(
        "lowercase",
        "<s-:s>",
        1,
        static (arguments, in call) => arguments.TryText(0, out var text) ? new JsonString(LetterCase.ToLower(text)) : null
    );
}
