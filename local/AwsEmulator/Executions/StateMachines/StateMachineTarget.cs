namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>The state machine that an ARN names, at the revision of the version or the alias in the ARN.</summary>
/// <param name="Machine">The state machine at that revision.</param>
/// <param name="Version">Null for an unqualified ARN.</param>
/// <param name="Alias">Null for an ARN without an alias.</param>
public sealed record StateMachineTarget(StateMachineRecord Machine, StateMachineVersion? Version, StateMachineAlias? Alias);
