namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// The rule for names of executions and state machines: 1 to 80 characters, without those that
/// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html excludes.
/// </summary>
internal static class StepFunctionsName
{
    public const int MaxLength = 80;

    private const string Excluded = "<>{}[]?*\"#%\\^|~`$&,;:/";

    public static bool IsValid(string name) => name.Length is > 0 and <= MaxLength && !name.Any(IsExcluded);

    private static bool IsExcluded(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE' || Excluded.Contains(c, StringComparison.Ordinal);
}
