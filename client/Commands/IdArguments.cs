using System.CommandLine;

namespace PromptToImage.Client.Commands;

/// <summary>The ids that a command works on: on the line, or in a file that <c>send</c> wrote.</summary>
internal sealed class IdArguments
{
    private readonly Argument<string[]> _ids = new("id")
    {
        HelpName = "ID",
        Description = "A prompt's id, or its execution's ARN",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _file = new("--ids")
    {
        HelpName = "FILE",
        Description = "Take the first word of every line of a file as an id, or of standard input (-)",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_ids);
        command.Options.Add(_file);
    }

    /// <returns>Each id once, in the order given.</returns>
    /// <exception cref="ClientException">None given.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(ParseResult parsed, TextReader standardInput, CancellationToken stop)
    {
        var given = parsed.GetValue(_ids) ?? [];
        var listed = parsed.GetValue(_file) switch
        {
            null => [],
            "-" => await IdList.ReadAsync(standardInput, stop),
            var path => await IdList.ReadFileAsync(path, stop),
        };
        string[] ids = [.. given.Concat(listed).Select(IdOf).Distinct(StringComparer.Ordinal)];
        return ids is [] && parsed.GetValue(_file) is null
            ? throw ClientException.WrongUse("Which prompt? Pass its id, or --ids FILE with what send wrote.")
            : ids;
    }

    public static string IdOf(string text)
    {
        return text.StartsWith("arn:", StringComparison.Ordinal) ? text[(text.LastIndexOf(':') + 1)..] : text;
    }
}
