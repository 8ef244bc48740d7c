namespace PromptToImage.Client;

/// <summary>Ends the program with one line that says what to do, and an exit code.</summary>
internal sealed class ClientException(ExitCode exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public ExitCode ExitCode { get; } = exitCode;

    public static ClientException WrongUse(string message)
    {
        return new ClientException(ExitCode.WrongUse, message);
    }

    public static ClientException ServiceFailed(string message, Exception? cause = null)
    {
        return new ClientException(ExitCode.ServiceFailed, message, cause);
    }
}
