namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>A published version: a number for a revision, which never changes.</summary>
/// <param name="Number">The number, from 1. The number of a deleted version is not used again.</param>
/// <param name="Description">Null without one.</param>
/// <param name="CreationDate">When the version was published.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-version.html</remarks>
public sealed record StateMachineVersion(int Number, string? Description, DateTimeOffset CreationDate)
{
    internal long RevisionKey { get; init; }
}
