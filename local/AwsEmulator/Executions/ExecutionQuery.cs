using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Which executions to list, newest first.</summary>
public sealed record ExecutionQuery
{
    /// <summary>The state machine's name.</summary>
    public required string StateMachineName { get; init; }

    public ExecutionStatus? Status { get; init; }

    /// <summary>Only those that were (true) or never were (false) redriven.</summary>
    public bool? Redriven { get; init; }

    /// <summary>Only those whose name begins with this, or whose title contains it; upper and lower case are one, in ASCII.</summary>
    public string? Search { get; init; }

    /// <summary>1 to 1,000; default 100, as on AWS.</summary>
    public int MaxResults { get; init; } = 100;

    /// <summary>Where the page before ended.</summary>
    public string? NextToken { get; init; }

    /// <summary>Where the page after began; with it <see cref="NextToken"/> is not looked at.</summary>
    public string? PreviousToken { get; init; }

    /// <summary>What a token is bound to: the same list of the same machine.</summary>
    internal string ListName => $"executions {StateMachineName} {Status} {Redriven} {Search}";
}
