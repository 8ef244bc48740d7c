namespace PromptToImage.StatesLanguage;

public enum TimerKind : byte
{
    /// <summary>A Wait state.</summary>
    Wait,

    /// <summary>The delay before a retry.</summary>
    Retry,

    /// <summary>TimeoutSeconds of a task.</summary>
    TaskTimeout,

    /// <summary>HeartbeatSeconds of a task.</summary>
    Heartbeat,

    /// <summary>TimeoutSeconds of the state machine.</summary>
    ExecutionTimeout,
}
