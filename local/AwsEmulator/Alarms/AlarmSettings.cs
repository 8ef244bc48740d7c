using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Alarms;

/// <summary>An alarm on how long the oldest message of a queue waits.</summary>
public sealed record AlarmSettings
{
    /// <summary>The shortest period of a metric without high resolution.</summary>
    public static readonly TimeSpan MetricPeriod = TimeSpan.FromMinutes(1);

    public required string Name { get; init; }

    public required string Queue { get; init; }

    /// <summary>
    /// The metric, in seconds, of the age of messages that a function holds; null for none. Its maximum over
    /// <see cref="MetricPeriod"/> counts.
    /// </summary>
    public CustomMetric? HeldMessageAge { get; init; }

    /// <summary>The topic that receives every change between OK and ALARM.</summary>
    public required string TopicArn { get; init; }

    /// <summary>Writes the e-mail about a change of state.</summary>
    public required Func<AlarmChange, TopicMessage> WriteNotice { get; init; }

    /// <summary>ALARM when the age is greater than this. Default 120 s.</summary>
    public TimeSpan Threshold { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often the alarm is evaluated. CloudWatch evaluates once per minute, which is slow for a person who watches.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many samples are kept for a chart. The default is one hour.</summary>
    public int SamplesKept { get; init; } = 720;
}

/// <summary>A change of an alarm's state.</summary>
/// <param name="Settings">The alarm.</param>
/// <param name="State">The new state.</param>
/// <param name="Age">How long the oldest message has waited.</param>
/// <param name="ChangedAt">The time of the change.</param>
/// <param name="Since">The time of the previous change; null for the first change.</param>
public sealed record AlarmChange(AlarmSettings Settings, AlarmState State, TimeSpan Age, DateTimeOffset ChangedAt, DateTimeOffset? Since);
