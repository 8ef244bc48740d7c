using System.Text.Json.Serialization;

namespace PromptToImage.Contracts;

/// <summary>
/// What the run on one machine reports about the queue at <see cref="Path"/>. On AWS these values are in CloudWatch.
/// </summary>
public sealed record LocalQueueStatus
{
    /// <summary>The path cannot collide with a bucket, because a bucket's name never begins with an underscore.</summary>
    public const string Path = "/_local/status";

    /// <summary>The age of the oldest message; null where none waits.</summary>
    public double? OldestMessageAgeSeconds { get; init; }

    /// <summary>The state of the alarm on that age: OK, ALARM or INSUFFICIENT_DATA.</summary>
    public required string AlarmState { get; init; }

    /// <summary>The age above which the alarm is raised.</summary>
    public required double AlarmThresholdSeconds { get; init; }
}

/// <summary>The JSON of <see cref="LocalQueueStatus"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LocalQueueStatus))]
public sealed partial class LocalQueueStatusJson : JsonSerializerContext;
