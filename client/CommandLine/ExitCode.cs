namespace PromptToImage.CommandLine;

/// <summary>The exit codes of the client and the runner. Scripts depend on them; the client's README lists them.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The prompt failed or is unknown, or a check found a violation.</summary>
    Failed = 1,

    /// <summary>A command, a setting, a file or a prompt is not valid. Nothing was sent.</summary>
    WrongUse = 2,

    /// <summary>A service could not be reached or rejected the request.</summary>
    ServiceFailed = 3,

    /// <summary>A wait reached its time limit.</summary>
    TimedOut = 4,

    /// <summary>Stopped by a signal: 128 + SIGINT, as in shells.</summary>
    Interrupted = 130,
}
