using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Dates;

/// <summary>
/// <c>$millis()</c>: the time of the evaluation in milliseconds since 1970 (https://docs.jsonata.org/date-time-functions#millis).
/// </summary>
internal static class MillisFunction
{
    public static readonly NativeFunction Function = new(
        "millis",
        "<:n>",
        0,
        static (arguments, in call) => JsonNumber.From(call.Evaluation.Settings.Now.ToUnixTimeMilliseconds())
    );
}
