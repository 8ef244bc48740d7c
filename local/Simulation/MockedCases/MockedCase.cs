namespace PromptToImage.Simulation.MockedCases;

/// <summary>A test case: the mocked responses of its task states, and its input.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="States">Mocked responses by the name of the state.</param>
/// <param name="Input">JSON text; null: the input that all cases share.</param>
public sealed record MockedCase(string Name, IReadOnlyDictionary<string, MockedResponse> States, string? Input);

/// <summary>The outcomes of a task by attempt.</summary>
/// <param name="Name">The name in the configuration.</param>
/// <param name="Attempts">The attempts for which an outcome is defined.</param>
public sealed record MockedResponse(string Name, IReadOnlyList<MockedAttempts> Attempts)
{
    /// <summary>The outcome of an attempt; null when the configuration defines no such attempt.</summary>
    /// <param name="attempt">The number of the attempt, from 0.</param>
    public MockedOutcome? For(int attempt) =>
        Attempts.FirstOrDefault(attempts => attempts.First <= attempt && attempt <= attempts.Last)?.Outcome;
}

/// <summary>The attempts from <paramref name="First"/> to <paramref name="Last"/>, from 0, have the same outcome.</summary>
public sealed record MockedAttempts(int First, int Last, MockedOutcome Outcome);

/// <summary>The result of a task, or its error.</summary>
public abstract record MockedOutcome
{
    private MockedOutcome() { }

    /// <param name="Json">The result, as JSON text.</param>
    public sealed record Return(string Json) : MockedOutcome;

    public sealed record Throw(string Error, string Cause) : MockedOutcome;
}
