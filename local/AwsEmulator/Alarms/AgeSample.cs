namespace PromptToImage.AwsEmulator.Alarms;

/// <summary>The age of the oldest message at an evaluation; zero if no message waits.</summary>
public sealed record AgeSample(DateTimeOffset Time, TimeSpan Age, AlarmState State);
