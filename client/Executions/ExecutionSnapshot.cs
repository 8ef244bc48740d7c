namespace PromptToImage.Client.Executions;

/// <summary>How a prompt stands at one moment; <c>watch --json</c> writes one whenever it changes.</summary>
/// <param name="Status">Step Functions' word, or <see cref="ExecutionStates.NotStarted"/>.</param>
internal sealed record ExecutionSnapshot(string Id, int Attempt, string Status, IReadOnlyList<StateProgress> States)
{
    /// <summary>What tells two moments apart: all but the passing of time.</summary>
    public bool SameAs(ExecutionSnapshot? other)
    {
        return other is not null && Status == other.Status && Attempt == other.Attempt && States.SequenceEqual(other.States);
    }
}
