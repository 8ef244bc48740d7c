using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary><c>$floor(number)</c>: the number rounded down (https://docs.jsonata.org/numeric-functions#floor).</summary>
internal static class FloorFunction
{
    public static readonly NativeFunction Function = new(
        "floor",
        "<n-:n>",
        1,
        static (arguments, in call) => arguments.TryNumber(0, out var value) ? JsonNumber.FromJavaScript(Math.Floor(value)) : null
    );
}
