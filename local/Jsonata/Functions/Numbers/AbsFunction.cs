using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary><c>$abs(number)</c>: the absolute value (https://docs.jsonata.org/numeric-functions#abs).</summary>
internal static class AbsFunction
{
    public static readonly NativeFunction Function = new(
        "abs",
        "<n-:n>",
        1,
        static (arguments, in call) => arguments.TryNumber(0, out var value) ? JsonNumber.FromJavaScript(Math.Abs(value)) : null
    );
}
