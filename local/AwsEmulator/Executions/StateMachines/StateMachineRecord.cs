using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>A state machine at one of its revisions. Executions keep the revision that they were started with.</summary>
public sealed record StateMachineRecord
{
    internal long Key { get; init; }

    internal long RevisionKey { get; init; }

    public required string Name { get; init; }

    public string Arn => StatesArn.OfStateMachine(Name);

    /// <summary>The definition's text as it was given.</summary>
    public required string Definition { get; init; }

    /// <summary>The definition, parsed once per revision.</summary>
    public required StateMachine Machine { get; init; }

    public required string RoleArn { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    /// <summary>AWS gives one from the first update on.</summary>
    public string? RevisionId { get; init; }

    /// <summary>The logging and tracing configuration, the tags: kept and given back, without effect here.</summary>
    public required StateMachineSettings Settings { get; init; }

    /// <summary>Whether it only waits for its running executions to end.</summary>
    public bool IsDeleting { get; init; }
}
