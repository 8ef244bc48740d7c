using Spectre.Console;

namespace PromptToImage.Client.Output;

/// <summary>
/// Where results and progress go. Results are standard output and progress is standard error, so that
/// <c>id=$(prompt-to-image "…" --wait)</c> and <c>send --file … &gt; sent.tsv</c> still show their progress.
/// </summary>
internal sealed class Screen(TextWriter output, TextWriter error, IAnsiConsole? terminal, IAnsiConsole? progressTerminal)
{
    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Standard output, when it is a terminal; else null.</summary>
    public IAnsiConsole? Terminal { get; } = terminal;

    /// <summary>Standard error, when it is a terminal that can redraw lines; else null.</summary>
    public IAnsiConsole? ProgressTerminal { get; } = progressTerminal;

    public static Screen OfProcess()
    {
        var progress = Console.IsErrorRedirected ? null : ConsoleOn(Console.Error);
        return new Screen(
            Console.Out,
            Console.Error,
            Console.IsOutputRedirected ? null : ConsoleOn(Console.Out),
            progress?.Profile.Capabilities.Ansi == true ? progress : null
        );
    }

    /// <summary>Writes a result line while progress may be on display: over it, not into it.</summary>
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

    /// <summary>The same for a line about what went wrong on the way.</summary>
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
