using System.Globalization;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Selects the executions of a list.</summary>
public sealed record ExecutionQuery
{
    /// <summary>The state machine's name.</summary>
    public required string StateMachineName { get; init; }

    /// <summary>Only executions that were started with this version, or with an alias that pointed to it; null for all.</summary>
    public int? Version { get; init; }

    /// <summary>Only executions that were started with this alias; null for all.</summary>
    public string? Alias { get; init; }

    public ExecutionStatus? Status { get; init; }

    /// <summary>Only executions that were (true) or were not (false) redriven; null for both.</summary>
    public bool? Redriven { get; init; }

    /// <summary>
    /// Only executions whose name starts with this text or whose title contains it. ASCII letters match regardless of case.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Only executions whose error or cause contains this text. ASCII letters match regardless of case.</summary>
    public string? Error { get; init; }

    /// <summary>Only executions that were started at this time or later; null for no limit.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Only executions that were started before this time; null for no limit.</summary>
    public DateTimeOffset? StartedBefore { get; init; }

    public ExecutionOrder Order { get; init; }

    /// <summary>1 to 1,000; default 100, as on AWS.</summary>
    public int MaxResults { get; init; } = 100;

    /// <summary>The token of the previous page.</summary>
    public string? NextToken { get; init; }

    /// <summary>The token of the following page. If it is set, <see cref="NextToken"/> is ignored.</summary>
    public string? PreviousToken { get; init; }

    /// <summary>Identifies the list. A token is valid for its own list only.</summary>
    internal string ListName =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"executions {StateMachineName} {Version} {Alias} {Status} {Redriven} {StartedFrom:O} {StartedBefore:O} {Order} {Search} {Error}"
        );
}
