using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>An execution as lists show it. The values repeat parts of its history, so that a list does not read histories.</summary>
public sealed record ExecutionRecord
{
    internal long Key { get; init; }

    internal long MachineKey { get; init; }

    internal long RevisionKey { get; init; }

    public required string StateMachineName { get; init; }

    public required string Name { get; init; }

    public string Arn => StatesArn.ForExecution(StateMachineName, Name);

    public string StateMachineArn => StatesArn.ForStateMachine(StateMachineName);

    /// <summary>The version that the execution was started with; null for an execution that was started with an unqualified ARN.</summary>
    public int? Version { get; init; }

    /// <summary>The alias that the execution was started with; null without one.</summary>
    public string? Alias { get; init; }

    public string? StateMachineVersionArn => Version is { } version ? StatesArn.ForVersion(StateMachineName, version) : null;

    public string? StateMachineAliasArn => Alias is null ? null : StatesArn.ForAlias(StateMachineName, Alias);

    public required ExecutionStatus Status { get; init; }

    public required DateTimeOffset StartDate { get; init; }

    public DateTimeOffset? StopDate { get; init; }

    public int RedriveCount { get; init; }

    public DateTimeOffset? RedriveDate { get; init; }

    /// <summary>The result of <see cref="ExecutionOptions.Title"/>.</summary>
    public string? Title { get; init; }

    public string? Error { get; init; }

    /// <summary>What the interpreter needs to create the execution.</summary>
    /// <param name="machine">The revision that the execution runs.</param>
    /// <param name="input">JSON text.</param>
    internal ExecutionStart StartOf(StateMachineRecord machine, string input) =>
        new()
        {
            ExecutionArn = Arn,
            Name = Name,
            Input = JsonValue.Parse(input),
            StartTime = StartDate,
            StateMachineArn = StateMachineArn,
            StateMachineName = StateMachineName,
            RoleArn = machine.RoleArn,
        };
}
