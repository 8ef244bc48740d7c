using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$substringBefore(str, chars)</c>: the text before the first occurrence of other text, or all of it
/// (https://docs.jsonata.org/string-functions#substringbefore).
/// </summary>
internal static class SubstringBeforeFunction
{
    public static readonly NativeFunction Function = new(
        "substringBefore",
        "<s-s:s>",
        2,
        static (arguments, in call) => arguments.TryText(0, out var text) ? new JsonString(Take(text, arguments.TextOrUndefined(1))) : null
    );

    private static string Take(string text, string chars)
    {
        var at = text.IndexOf(chars, StringComparison.Ordinal);
        return at < 0 ? text : text[..at];
    }
}
