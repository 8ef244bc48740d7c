namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>The outcome of an attempt of a task: an output, or an error with its cause.</summary>
public sealed record TaskOutcome
{
    private TaskOutcome(string? output, string? error, string? cause)
    {
        Output = output;
        Error = error;
        Cause = cause;
    }

    /// <summary>JSON text; null if the task failed.</summary>
    public string? Output { get; }

    public string? Error { get; }

    public string? Cause { get; }

    public static TaskOutcome Succeeded(string output) => new(output, null, null);

    public static TaskOutcome Failed(string error, string? cause) => new(null, error, cause);
}
