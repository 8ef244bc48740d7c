using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary><c>$encodeUrl(str)</c>: the text as a URL (https://docs.jsonata.org/string-functions#encodeurl).</summary>
internal static class EncodeUrlFunction
{
    public static readonly NativeFunction Function = new("encodeUrl", "<s-:s>", 1,
        static (arguments, in call) =>
            !arguments.TryText(0, out var text) ? null
            : UrlText.EncodeWhole(text) is { } result ? new JsonString(result)
            : throw new JsonataException("D3140") { Value = arguments[0], FunctionName = "encodeUrl" });
}
