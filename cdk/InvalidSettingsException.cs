namespace PromptToImage.Cdk;

/// <summary>The settings are invalid. The message lists all errors, one per line.</summary>
public sealed class InvalidSettingsException(IReadOnlyList<string> errors)
    : Exception(string.Join(Environment.NewLine, ["Invalid settings:", .. errors.Select(error => $"  {error}")]))
{
    /// <summary>One sentence per error: the setting, its value, and why it is invalid.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
