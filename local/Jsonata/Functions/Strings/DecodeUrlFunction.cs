using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary><c>$decodeUrl(str)</c>: the text of a URL (https://docs.jsonata.org/string-functions#decodeurl).</summary>
internal static class DecodeUrlFunction
{
    public static readonly NativeFunction Function = new("decodeUrl", "<s-:s>", 1,
        static (arguments, in call) =>
            !arguments.TryText(0, out var text) ? null
            : UrlText.DecodeWhole(text) is { } result ? new JsonString(result)
            : throw new JsonataException("D3140") { Value = arguments[0], FunctionName = "decodeUrl" });
}
