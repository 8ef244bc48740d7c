using System.CommandLine;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Commands;

/// <summary>The ids that a command works on: arguments, or a file that <c>send</c> wrote.</summary>
internal sealed class IdArguments
{
    private readonly Argument<string[]> _ids = new("id")
    {
        HelpName = "ID",
        Description = "A prompt's id, or its execution's ARN",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _file = ParsedOption.Text(
        "--ids",
        "FILE",
        "Read ids from a file, the first word of each line, or from standard input (-)"
    );

    public void AddTo(Command command)
    {
        command.Arguments.Add(_ids);
        command.Options.Add(_file);
    }

    /// <returns>Each id once, in the order given.</returns>
    /// <exception cref="CommandException">There is no id.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(ParseResult parsed, TextReader standardInput, CancellationToken cancellationToken)
    {
        var given = parsed.GetValue(_ids) ?? [];
        var listed = parsed.GetValue(_file) switch
        {
            null => [],
            "-" => await ReadAsync(standardInput, cancellationToken),
            var path => await ReadFileAsync(path, cancellationToken),
        };
        string[] ids = [.. given.Concat(listed).Select(IdFrom).Distinct(StringComparer.Ordinal)];
        return ids is [] && parsed.GetValue(_file) is null
            ? throw CommandException.WrongUse("Which prompt? Pass its id, or --ids FILE with the output of send.")
            : ids;
    }

    /// <summary>Reads the ids of <c>id&lt;TAB&gt;anything</c> lines.</summary>
    public static async Task<IReadOnlyList<string>> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new StreamReader(path);
        return await ReadAsync(file, cancellationToken);
    }

    /// <summary>The name at the end of an ARN; any other text unchanged.</summary>
    public static string IdFrom(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal) ? text[(text.LastIndexOf(':') + 1)..] : text;

    private static async Task<IReadOnlyList<string>> ReadAsync(TextReader lines, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Trim().Split('\t', ' ')[0] is { Length: > 0 } id)
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
