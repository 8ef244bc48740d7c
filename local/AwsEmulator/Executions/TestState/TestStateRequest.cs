namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>What TestState is asked, https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html. Texts are JSON where not said otherwise.</summary>
public sealed record TestStateRequest
{
    /// <summary>A single state, or with <see cref="StateName"/> a whole state machine.</summary>
    public required string Definition { get; init; }

    /// <summary>The state's name in the state machine; not JSON.</summary>
    public string? StateName { get; init; }

    public string Input { get; init; } = "{}";

    /// <summary>Variables to begin with, an object.</summary>
    public string? Variables { get; init; }

    /// <summary>A context object; its Execution and StateMachine are used.</summary>
    public string? Context { get; init; }

    /// <summary>What the task gives, instead of calling it.</summary>
    public string? MockResult { get; init; }

    /// <summary>The error with which the task fails, instead of calling it; not JSON.</summary>
    public string? MockError { get; init; }

    /// <summary>Not JSON.</summary>
    public string? MockCause { get; init; }

    /// <summary>How often the state has been retried already for the mocked error.</summary>
    public int RetrierRetryCount { get; init; }

    public bool HasMock => MockResult is not null || MockError is not null;
}
