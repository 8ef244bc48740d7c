namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>The parameters of TestState. Strings are JSON texts unless stated otherwise.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html</remarks>
public sealed record TestStateRequest
{
    /// <summary>A state, or, with <see cref="StateName"/>, a state machine.</summary>
    public required string Definition { get; init; }

    /// <summary>The state's name in the state machine. Not JSON.</summary>
    public string? StateName { get; init; }

    /// <summary>The role of the task. Not JSON.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The input of the state.</summary>
    public string Input { get; init; } = "{}";

    /// <summary>The variables before the state: an object.</summary>
    public string? Variables { get; init; }

    /// <summary>The context object.</summary>
    public string? Context { get; init; }

    public bool RevealSecrets { get; init; }

    /// <summary>What replaces the work of the state; null for nothing.</summary>
    public TestStateMock? Mock { get; init; }

    /// <summary>The number of earlier retries for the mocked error.</summary>
    public int RetrierRetryCount { get; init; }

    /// <summary>The number of iterations of a Map that have failed; null if it is not given.</summary>
    public int? MapIterationFailureCount { get; init; }

    /// <summary>The data that the ItemReader of a Map reads, in the format of its source. Not always JSON.</summary>
    public string? MapItemReaderData { get; init; }
}

/// <summary>The parameter <c>mock</c> of TestState.</summary>
public sealed record TestStateMock
{
    /// <summary>JSON text; null for an error.</summary>
    public string? Result { get; init; }

    /// <summary>Whether the member <c>errorOutput</c> is present.</summary>
    public bool HasErrorOutput { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    public MockValidationMode ValidationMode { get; init; }
}

/// <summary>How a mocked result is compared with the response of the service's operation.</summary>
public enum MockValidationMode
{
    /// <summary>All required fields are present, and all known fields have the right type.</summary>
    Strict,

    /// <summary>All known fields that are present have the right type.</summary>
    Present,

    /// <summary>Not at all.</summary>
    None,
}
