namespace PromptToImage.Simulation;

/// <summary>A stretch of virtual time, in seconds since the start.</summary>
public sealed record Period(double From, double To);
