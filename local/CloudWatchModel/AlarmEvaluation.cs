namespace PromptToImage.CloudWatchModel;

/// <summary>A datapoint of an alarm: the value of one period.</summary>
/// <param name="Start">The start of the period.</param>
/// <param name="Value">The value; null if it is missing.</param>
public readonly record struct Datapoint(DateTimeOffset Start, double? Value);

/// <summary>The result of an evaluation.</summary>
/// <param name="State">The new state, which can be the current one.</param>
/// <param name="Reason">CloudWatch's text.</param>
/// <param name="Value">The value of the newest period; null if it is missing.</param>
public sealed record AlarmEvaluation(AlarmState State, string Reason, double? Value);
