namespace PromptToImage.Simulation.MockedCases;

/// <summary>A task's result, or its error.</summary>
public abstract record MockedOutcome
{
    private MockedOutcome() { }

    /// <param name="Json">The result, as JSON text.</param>
    public sealed record Return(string Json) : MockedOutcome;

    public sealed record Throw(string Error, string Cause) : MockedOutcome;
}
