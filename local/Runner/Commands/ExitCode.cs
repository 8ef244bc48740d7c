namespace PromptToImage.Runner.Commands;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The prompt ended as a dead letter, or a check found a violation.</summary>
    public const int Failed = 1;

    /// <summary>A bad option, a port in use, a folder that cannot be written.</summary>
    public const int WrongUse = 2;
}
