namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>The part of an alarm's e-mail that follows its state and its metrics.</summary>
/// <param name="Description">The meaning of the alarm and what to do.</param>
/// <param name="Facts">Labels and values.</param>
public sealed record AlarmText(string Description, IReadOnlyList<(string Label, string Value)> Facts);
