using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage;

/// <summary>The input and the names of an execution. Together with the history it gives the execution back. Immutable.</summary>
public sealed record ExecutionStart
{
    /// <summary>For example <c>arn:aws:states:us-east-1:000000000000:execution:orders:order-1234</c>.</summary>
    public required string ExecutionArn { get; init; }

    /// <summary>The execution's name, <c>$$.Execution.Name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The input of the first state.</summary>
    public required JsonValue Input { get; init; }

    /// <summary>The start time. TimeoutSeconds of the state machine counts from here.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>The ARN of the state machine, <c>$$.StateMachine.Id</c>.</summary>
    public required string StateMachineArn { get; init; }

    /// <summary>The name of the state machine, <c>$$.StateMachine.Name</c>.</summary>
    public required string StateMachineName { get; init; }

    /// <summary>The execution role, <c>$$.Execution.RoleArn</c>; null without one.</summary>
    public string? RoleArn { get; init; }

    /// <summary>
    /// The seed of all random numbers: jitter, States.UUID, States.MathRandom. A random number depends only on the seed and
    /// the place in the history, so a replay gives the same number. Null derives the seed from the ARN.
    /// </summary>
    public ulong? Seed { get; init; }

    // arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME
    internal string Region => ExecutionArn.Split(':', 5) is { Length: 5 } parts ? parts[3] : "";
}
