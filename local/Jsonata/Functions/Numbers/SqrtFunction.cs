using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary><c>$sqrt(number)</c>: the square root (https://docs.jsonata.org/numeric-functions#sqrt).</summary>
internal static class SqrtFunction
{
    public static readonly NativeFunction Function = new("sqrt", "<n-:n>", 1,
        static (arguments, in call) =>
            !arguments.TryNumber(0, out var number) ? null
            : number < 0 ? throw new JsonataException("D3060") { Index = 1, Value = arguments[0] }
            : JsonNumber.FromJavaScript(Math.Sqrt(number)));
}
