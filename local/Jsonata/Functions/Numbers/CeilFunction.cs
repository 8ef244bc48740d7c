using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary><c>$ceil(number)</c>: the number rounded up (https://docs.jsonata.org/numeric-functions#ceil).</summary>
internal static class CeilFunction
{
    public static readonly NativeFunction Function = new(
        "ceil",
        "<n-:n>",
        1,
        static (arguments, in call) => arguments.TryNumber(0, out var value) ? JsonNumber.FromJavaScript(Math.Ceiling(value)) : null
    );
}
