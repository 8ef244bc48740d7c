using System.CommandLine;
using System.CommandLine.Parsing;
using PromptToImage.Client.Connection;

namespace PromptToImage.Client.Commands;

/// <summary>Arguments in, exit code out: parses, runs the command, and turns every failure into one line.</summary>
internal static class ClientCommandLine
{
    /// <param name="stop">Asks the running command to stop after what is under way.</param>
    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken stop)
    {
        var screen = surroundings.Screen;
        var connection = new ConnectionOptions();
        var root = ClientRootCommand.Create(surroundings, connection);
        // A prompt may begin with '@': it is no response file.
        var parsed = root.Parse(CommandTokens.Of(arguments), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (FaultOf(parsed) is { } fault)
        {
            screen.Error.WriteLine($"{OneLine(fault)} See: {PathOf(parsed.CommandResult.Command)} --help");
            return ExitCode.WrongUse;
        }
        var invocation = new InvocationConfiguration
        {
            Output = screen.Out,
            Error = screen.Error,
            EnableDefaultExceptionHandler = false,
            // Program has its own handler, which lets a command report what was sent.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return (ExitCode)await parsed.InvokeAsync(invocation, stop);
        }
        catch (ClientException e)
        {
            screen.Error.WriteLine(OneLine(e.Message));
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Error.WriteLine(OneLine(e.Message));
            return ExitCode.WrongUse;
        }
        catch (Exception e)
        {
            // The last line of defence: whatever it was, a person gets one line that says what to do, and no stack trace.
            var settings = connection.Resolve(parsed, surroundings.Environment);
            screen.Error.WriteLine(
                ServiceFault.Describe(e, settings)
                    ?? OneLine($"This is a bug in the client, please report it: {e.GetType().Name}: {e.Message}")
            );
            return ExitCode.ServiceFailed;
        }
    }

    private static string? FaultOf(ParseResult parsed)
    {
        if (HelpWithExamples.IsAskedFor(parsed) || parsed.Tokens is [{ Type: TokenType.Directive }, ..])
        {
            return null;
        }

        return parsed.Errors is [var first, ..] ? first.Message : UnknownOption.Find(parsed);
    }

    private static string OneLine(string message)
    {
        return Output.PlainText.OneLine(message.ReplaceLineEndings(" "));
    }

    private static string PathOf(Command command)
    {
        return command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;
    }
}
