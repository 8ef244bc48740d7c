namespace PromptToImage.CommandLine;

/// <summary>Ends the program with an exit code and with lines on standard error that say what to do.</summary>
internal sealed class CommandException(ExitCode exitCode, IReadOnlyList<string> lines, Exception? cause = null)
    : Exception(string.Join(Environment.NewLine, lines), cause)
{
    public CommandException(ExitCode exitCode, string line, Exception? cause = null)
        : this(exitCode, [line], cause) { }

    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>Each is written on one line.</summary>
    public IReadOnlyList<string> Lines { get; } = lines;

    public static CommandException WrongUse(string line, Exception? cause = null) => new(ExitCode.WrongUse, line, cause);

    public static CommandException ServiceFailed(string line, Exception? cause = null) => new(ExitCode.ServiceFailed, line, cause);
}
