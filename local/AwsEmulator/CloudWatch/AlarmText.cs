namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>What the e-mail about an alarm says of it in addition to its state and its metrics.</summary>
/// <param name="Description">What the alarm means and what to do.</param>
/// <param name="Facts">Labels and values.</param>
public sealed record AlarmText(string Description, IReadOnlyList<(string Label, string Value)> Facts);
