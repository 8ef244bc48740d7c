using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$contains(str, pattern)</c>: whether the text contains other text or a match (https://docs.jsonata.org/string-functions#contains).
/// </summary>
internal static class ContainsFunction
{
    public static readonly NativeFunction Function = new("contains", "<s-(sf):b>", 2,
        static (arguments, in call) =>
            !arguments.TryText(0, out var text) ? null
            : arguments[1] is JsonString token ? JsonValue.From(text.Contains(token.Value, StringComparison.Ordinal))
            : JsonValue.From(Matching.First(arguments.Function(1), text, call) is not null));
}
