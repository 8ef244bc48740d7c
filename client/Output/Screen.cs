using Spectre.Console;

namespace PromptToImage.Client.Output;

/// <summary>
/// Standard output for results and standard error for progress, so that <c>id=$(prompt-to-image "…" --wait)</c> and
/// <c>send --file … &gt; sent.tsv</c> show their progress.
/// </summary>
internal sealed class Screen(TextWriter output, TextWriter error, IAnsiConsole? terminal, IAnsiConsole? progressTerminal)
{
    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Standard output where it is a terminal; otherwise null.</summary>
    public IAnsiConsole? Terminal { get; } = terminal;

    /// <summary>Standard error where it is a terminal that can redraw lines; otherwise null.</summary>
    public IAnsiConsole? ProgressTerminal { get; } = progressTerminal;

    public static Screen ForProcess()
    {
        var progress = Console.IsErrorRedirected ? null : ConsoleOn(Console.Error);
        return new Screen(
            Console.Out,
            Console.Error,
            Console.IsOutputRedirected ? null : ConsoleOn(Console.Out),
            progress?.Profile.Capabilities.Ansi == true ? progress : null
        );
    }

    /// <summary>Writes a line of a result. Progress that is displayed stays below it.</summary>
    public void WriteResultLine(string line)
    {
        if (Terminal is not null && ProgressTerminal is not null)
        {
            ProgressTerminal.WriteLine(line);
        }
        else
        {
            Out.WriteLine(line);
        }
    }

    /// <summary>Writes a line about an error. Progress that is displayed stays below it.</summary>
    public void WriteProgressLine(string line)
    {
        if (ProgressTerminal is not null)
        {
            ProgressTerminal.WriteLine(line);
        }
        else
        {
            Error.WriteLine(line);
        }
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
    }
}
