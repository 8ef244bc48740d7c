using System.CommandLine;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Runner.Commands;

/// <summary>Parses and runs, so that wrong use is one line on standard error and exit code 2.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{string.Join("; ", parsed.Errors.Select(error => error.Message))} (see --help)");
            return ExitCode.WrongUse;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CommandException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCode.WrongUse;
        }
        catch (InvalidDefinitionException fault)
        {
            await Console.Error.WriteLineAsync(
                string.Join(Environment.NewLine, fault.Errors.Select(found => $"{found.JsonPointer}: {found.Message}"))
            );
            return ExitCode.WrongUse;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Given up.");
            return ExitCode.Failed;
        }
    }
}
