using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$encodeUrlComponent(str)</c>: the text as a component of a URL (https://docs.jsonata.org/string-functions#encodeurlcomponent).
/// </summary>
internal static class EncodeUrlComponentFunction
{
    public static readonly NativeFunction Function = new("encodeUrlComponent", "<s-:s>", 1,
        static (arguments, in call) =>
            !arguments.TryText(0, out var text) ? null
            : UrlText.EncodeComponent(text) is { } result ? new JsonString(result)
            : throw new JsonataException("D3140") { Value = arguments[0], FunctionName = "encodeUrlComponent" });
}
