namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>
/// The parameters of TestState. Strings are JSON texts unless stated otherwise.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html</remarks>
public sealed record TestStateRequest
{
    /// <summary>A state, or, with <see cref="StateName"/>, a state machine.</summary>
    public required string Definition { get; init; }

    /// <summary>The state's name in the state machine. Not JSON.</summary>
    public string? StateName { get; init; }

    /// <summary>The role that invokes the task; null for the administrator. Not JSON.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The input of the state.</summary>
    public string Input { get; init; } = "{}";

    /// <summary>The variables before the state: an object.</summary>
    public string? Variables { get; init; }

    /// <summary>The context object. Its Execution and StateMachine are used.</summary>
    public string? Context { get; init; }

    /// <summary>The result that replaces the task.</summary>
    public string? MockResult { get; init; }

    /// <summary>The error that replaces the task. Not JSON.</summary>
    public string? MockError { get; init; }

    /// <summary>The cause of the error that replaces the task. Not JSON.</summary>
    public string? MockCause { get; init; }

    /// <summary>The number of earlier retries for the mocked error.</summary>
    public int RetrierRetryCount { get; init; }

    /// <summary>Whether a result or an error replaces the task.</summary>
    public bool HasMock => MockResult is not null || MockError is not null;
}
