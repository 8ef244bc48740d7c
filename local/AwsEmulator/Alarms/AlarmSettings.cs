using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Alarms;

/// <summary>An alarm on how long the oldest message of a queue waits.</summary>
public sealed record AlarmSettings
{
    public required string Name { get; init; }

    public required string Queue { get; init; }

    /// <summary>The topic that is told of every change between OK and ALARM.</summary>
    public required string TopicArn { get; init; }

    /// <summary>Writes the e-mail about a change of state.</summary>
    public required Func<AlarmChange, TopicMessage> WriteNotice { get; init; }

    /// <summary>ALARM when the age is greater than this. Default 120 s.</summary>
    public TimeSpan Threshold { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often the age is looked at: CloudWatch does it once a minute, a person before a screen waits less.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many looks are remembered for a chart: an hour's by default.</summary>
    public int SamplesKept { get; init; } = 720;
}

/// <summary>A change of an alarm's state.</summary>
/// <param name="Settings">The alarm.</param>
/// <param name="State">The new state.</param>
/// <param name="Age">How long the oldest message has waited.</param>
/// <param name="ChangedAt">The time of the change.</param>
/// <param name="Since">The time of the change before; null when there was none.</param>
public sealed record AlarmChange(AlarmSettings Settings, AlarmState State, TimeSpan Age, DateTimeOffset ChangedAt, DateTimeOffset? Since);
