using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Rules;

internal static class RuleErrors
{
    public static AwsException InvalidPattern(string reason) =>
        new("InvalidEventPatternException", $"Event pattern is not valid. Reason: {reason}");

    public static AwsException Invalid(string what) => new("ValidationException", what);
}
