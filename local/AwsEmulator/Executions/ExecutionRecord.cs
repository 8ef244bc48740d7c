using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>What a list shows of an execution. Everything here follows from its history; it is kept beside it for speed.</summary>
public sealed record ExecutionRecord
{
    internal long Key { get; init; }

    internal long MachineKey { get; init; }

    internal long RevisionKey { get; init; }

    public required string StateMachineName { get; init; }

    public required string Name { get; init; }

    public string Arn => StatesArn.OfExecution(StateMachineName, Name);

    public string StateMachineArn => StatesArn.OfStateMachine(StateMachineName);

    public required ExecutionStatus Status { get; init; }

    public required DateTimeOffset StartDate { get; init; }

    public DateTimeOffset? StopDate { get; init; }

    public int RedriveCount { get; init; }

    public DateTimeOffset? RedriveDate { get; init; }

    /// <summary>What the execution is about in a few words, as <see cref="ExecutionOptions.Title"/> reads it from the input.</summary>
    public string? Title { get; init; }

    public string? Error { get; init; }
}
