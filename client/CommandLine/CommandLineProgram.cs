using System.CommandLine;
using System.CommandLine.Parsing;

namespace PromptToImage.CommandLine;

/// <summary>Parses the arguments, runs the command and writes every failure as lines on standard error, without a stack trace.</summary>
internal static class CommandLineProgram
{
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="output">Receives results and help.</param>
    /// <param name="error">Receives errors.</param>
    /// <param name="explain">Gives an exception of a service a line and an exit code; null where the exception is a bug.</param>
    /// <param name="cancellationToken">Asks the running command to stop.</param>
    public static async Task<ExitCode> RunAsync(
        RootCommand root,
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter error,
        Func<Exception, ParseResult, CommandException?> explain,
        CancellationToken cancellationToken
    )
    {
        // A prompt may start with '@', which would otherwise name a response file.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (ErrorOf(parsed) is { } wrong)
        {
            error.WriteLine($"{OneLine(wrong)} See: {PathOf(parsed.CommandResult.Command)} --help");
            return ExitCode.WrongUse;
        }

        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // Interruption handles signals, so that a command can report the requests that it has sent.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return (ExitCode)await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            var ending = e as CommandException ?? explain(e, parsed) ?? Explain(e);
            foreach (var line in ending.Lines)
            {
                error.WriteLine(OneLine(line));
            }

            return ending.ExitCode;
        }
    }

    /// <summary>A command's name behind the names of the commands that contain it.</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    private static CommandException Explain(Exception e) =>
        e is IOException or UnauthorizedAccessException
            ? CommandException.WrongUse(e.Message, e)
            : CommandException.ServiceFailed($"This is a bug in the program, please report it: {e.GetType().Name}: {e.Message}", e);

    private static string? ErrorOf(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true } || parsed.Tokens is [{ Type: TokenType.Directive }, ..])
        {
            return null;
        }

        return parsed.Errors is [var first, ..] ? first.Message : UnknownOption.Find(parsed);
    }

    private static string OneLine(string message) => PlainText.OneLine(message.ReplaceLineEndings(" "));
}
