namespace PromptToImage.Simulation.MockedCases;

/// <summary>What a task answers, attempt by attempt.</summary>
public sealed record MockedResponse(string Name, IReadOnlyList<MockedAttempts> Attempts)
{
    /// <summary>The outcome of an attempt, counted from 0; null when the configuration does not go that far.</summary>
    public MockedOutcome? For(int attempt) =>
        Attempts.FirstOrDefault(attempts => attempts.First <= attempt && attempt <= attempts.Last)?.Outcome;
}
