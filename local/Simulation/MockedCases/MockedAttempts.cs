namespace PromptToImage.Simulation.MockedCases;

/// <summary>The attempts from <paramref name="First"/> to <paramref name="Last"/>, counted from 0, have one outcome.</summary>
public sealed record MockedAttempts(int First, int Last, MockedOutcome Outcome);
