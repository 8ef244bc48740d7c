namespace PromptToImage.Emulation.Alarms;

/// <summary>An alarm on how long the oldest message of a queue waits.</summary>
public sealed record AlarmSettings
{
    public required string Name { get; init; }

    public required string Queue { get; init; }

    /// <summary>The topic that is told of every change between OK and ALARM.</summary>
    public required string TopicArn { get; init; }

    /// <summary>ALARM when the age is greater than this. Default 120 s.</summary>
    public TimeSpan Threshold { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often the age is looked at: CloudWatch does it once a minute, a person before a screen waits less.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many looks are remembered for a chart: an hour's by default.</summary>
    public int SamplesKept { get; init; } = 720;
}
