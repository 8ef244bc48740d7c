using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary><c>$length(str)</c>: the number of characters (https://docs.jsonata.org/string-functions#length).</summary>
internal static class LengthFunction
{
    public static readonly NativeFunction Function = new(
        "length",
        "<s-:n>",
        1,
        static (arguments, in call) => arguments.TryText(0, out var text) ? JsonNumber.From(CodePoints.Count(text)) : null
    );
}
