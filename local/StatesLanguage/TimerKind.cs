namespace PromptToImage.StatesLanguage;

/// <summary>The purpose of a timer. Hosts may store the values, so they never change.</summary>
public enum TimerKind : byte
{
    /// <summary>A Wait state.</summary>
    Wait = 0,

    /// <summary>The delay before a retry.</summary>
    Retry = 1,

    /// <summary>TimeoutSeconds of a task.</summary>
    TaskTimeout = 2,

    /// <summary>HeartbeatSeconds of a task.</summary>
    Heartbeat = 3,

    /// <summary>TimeoutSeconds of the state machine.</summary>
    ExecutionTimeout = 4,
}
