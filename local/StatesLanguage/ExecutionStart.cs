using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage;

/// <summary>What an execution is started with. With its history, this is all that it takes to have the execution back.</summary>
public sealed record ExecutionStart
{
    /// <summary>For example <c>arn:aws:states:us-east-1:000000000000:execution:orders:order-1234</c>.</summary>
    public required string ExecutionArn { get; init; }

    public required string Name { get; init; }

    public required JsonValue Input { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    public required string StateMachineArn { get; init; }

    public required string StateMachineName { get; init; }

    public string? RoleArn { get; init; }

    /// <summary>
    /// Where this execution's chance comes from (jitter, States.UUID, States.MathRandom). Each draw depends only on this and
    /// on the place in the history, so a replay draws the same. Left alone it follows from the ARN.
    /// </summary>
    public ulong? Seed { get; init; }
}
