namespace PromptToImage.Jsonata.Functions.Dates;

/// <summary>
/// <c>$now(pattern, timezone)</c>: the time of the evaluation, as ISO 8601 or by an XPath format pattern
/// (https://docs.jsonata.org/date-time-functions#now).
/// </summary>
internal static class NowFunction
{
    public static readonly NativeFunction Function = new(
        "now",
        "<s?s?:s>",
        2,
        static (arguments, in call) => FromMillisFunction.Format(call.Evaluation.Settings.Now.ToUnixTimeMilliseconds(), arguments, 0)
    );
}
