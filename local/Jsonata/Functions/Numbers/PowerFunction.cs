using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary><c>$power(base, exponent)</c>: the number raised to a power (https://docs.jsonata.org/numeric-functions#power).</summary>
internal static class PowerFunction
{
    public static readonly NativeFunction Function = new(
        "power",
        "<n-n:n>",
        2,
        static (arguments, in call) => arguments.TryNumber(0, out var number) ? Raise(number, arguments.Number(1), arguments) : null
    );

    private static JsonNumber Raise(double number, double exponent, Arguments arguments)
    {
        var result = Math.Pow(number, exponent);
        return double.IsFinite(result)
            ? JsonNumber.FromJavaScript(result)
            : throw new JsonataException("D3061")
            {
                Index = 1,
                Value = arguments[0],
                Exponent = arguments[1],
            };
    }
}
