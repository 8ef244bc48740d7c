using PromptToImage.Contracts.Steps;

namespace PromptToImage.Client.Executions;

/// <summary>A prompt in <c>status --json</c> and <c>list --json</c>.</summary>
internal sealed record ExecutionView
{
    public required string Id { get; init; }

    /// <summary>Step Functions' name, or <see cref="PromptStatuses.Unknown"/>.</summary>
    public required string Status { get; init; }

    public int? Attempt { get; init; }

    /// <summary>The execution's name: the id, from the second attempt on with the number.</summary>
    public string? Name { get; init; }

    /// <summary>The state that the execution is in, or ended in.</summary>
    public string? State { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public double? Seconds { get; init; }

    public StoredImage? Image { get; init; }

    public string? Error { get; init; }

    public string? Reason { get; init; }

    public string? ExecutionArn { get; init; }
}
