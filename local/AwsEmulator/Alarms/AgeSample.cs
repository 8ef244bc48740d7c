namespace PromptToImage.AwsEmulator.Alarms;

/// <summary>The age of the oldest message at one look; zero when no message waits.</summary>
public sealed record AgeSample(DateTimeOffset Time, TimeSpan Age, AlarmState State);
