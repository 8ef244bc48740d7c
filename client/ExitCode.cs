namespace PromptToImage.Client;

/// <summary>What a script can tell from the program's end. The first four are a promise; see the README.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The prompt itself failed: its execution ended, and not as SUCCEEDED.</summary>
    PromptFailed = 1,

    /// <summary>The command, a setting or a prompt is not right; nothing was sent.</summary>
    WrongUse = 2,

    /// <summary>The service could not be reached, or refused.</summary>
    ServiceFailed = 3,

    /// <summary>Stopped by a signal: 128 + SIGINT, as shells have it.</summary>
    Interrupted = 130,
}
