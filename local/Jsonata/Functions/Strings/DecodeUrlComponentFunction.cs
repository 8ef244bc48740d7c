using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$decodeUrlComponent(str)</c>: the text of a component of a URL (https://docs.jsonata.org/string-functions#decodeurlcomponent).
/// </summary>
internal static class DecodeUrlComponentFunction
{
    public static readonly NativeFunction Function = new("decodeUrlComponent", "<s-:s>", 1,
        static (arguments, in call) =>
            !arguments.TryText(0, out var text) ? null
            : UrlText.DecodeComponent(text) is { } result ? new JsonString(result)
            : throw new JsonataException("D3140") { Value = arguments[0], FunctionName = "decodeUrlComponent" });
}
