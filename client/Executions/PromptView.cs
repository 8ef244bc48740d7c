using PromptToImage.Contracts.Steps;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Executions;

/// <summary>A prompt in <c>status --json</c> and <c>list --json</c>.</summary>
internal sealed record PromptView
{
    public required string Id { get; init; }

    /// <summary>Step Functions' name, or <see cref="PromptStatuses.Unknown"/>.</summary>
    public required string Status { get; init; }

    public int? Attempt { get; init; }

    /// <summary>The execution's name: the id, from the second attempt on with the number.</summary>
    public string? Name { get; init; }

    public string? Prompt { get; init; }

    /// <summary>The state that the execution is in, or ended in.</summary>
    public string? State { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public double? Seconds { get; init; }

    public StoredImage? Image { get; init; }

    public string? Error { get; init; }

    public string? Reason { get; init; }

    public string? ExecutionArn { get; init; }

    /// <param name="now">The end of a duration that runs.</param>
    public static PromptView From(PromptAttempt found, DateTimeOffset now) =>
        new()
        {
            Id = found.Id,
            Status = found.Status,
            Attempt = found.Attempt,
            Name = found.Name,
            Prompt = found.Prompt,
            StartedAt = found.StartedAt,
            EndedAt = found.EndedAt,
            Seconds = found.StartedAt is { } start ? Math.Round(((found.EndedAt ?? now) - start).TotalSeconds, 3) : null,
            Image = found.Stored,
            Error = found.Failure?.Error,
            Reason = found.Failure?.Reason,
            ExecutionArn = found.Arn,
        };

    /// <summary>The error and its reason; empty if the execution has no error.</summary>
    public string Failure() => Error is null ? "" : new Failure(Error, Reason ?? "").AsLine();

    /// <summary>How long it took, or has run until now; empty where it has not started.</summary>
    public string Duration(DateTimeOffset now) => StartedAt is { } start ? DurationText.Format((EndedAt ?? now) - start) : "";
}
