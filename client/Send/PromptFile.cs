using PromptToImage.CommandLine;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary>The format of the lines of a file of prompts.</summary>
internal enum LineFormat
{
    /// <summary><c>.txt</c>: each line is a prompt.</summary>
    Text,

    /// <summary><c>.jsonl</c>: each line is a JSON object, as in the queue.</summary>
    Json,

    /// <summary>Other files and standard input: a line that starts with a brace is JSON, as in the queue.</summary>
    Either,
}

/// <summary>Reads a file of prompts, one per line, and checks all of it before anything is sent.</summary>
internal sealed class PromptFile(string name, string batch, LineFormat format, PromptDefaults defaults)
{
    /// <summary>Limits the number of reported lines.</summary>
    private const int ErrorsShown = 100;

    private readonly List<OutgoingPrompt> _prompts = [];
    private readonly List<string> _errors = [];
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);

    /// <summary>The prompts that can be sent.</summary>
    public IReadOnlyList<OutgoingPrompt> Prompts => _prompts;

    /// <summary>One line for each line of the file that cannot be sent, up to a limit.</summary>
    public IReadOnlyList<string> Errors =>
        _errors.Count > ErrorsShown ? [.. _errors.Take(ErrorsShown), $"And {_errors.Count - ErrorsShown} more lines."] : _errors;

    public int ErrorCount => _errors.Count;

    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="batch">A part of every derived id; null is the file's name without its folder.</param>
    /// <exception cref="CommandException">The file has no prompts.</exception>
    public static async Task<PromptFile> ReadAsync(
        string path,
        string? batch,
        PromptDefaults defaults,
        TextReader standardInput,
        CancellationToken cancellationToken
    )
    {
        var name = path == "-" ? path : Path.GetFileName(path);
        var format = Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".TXT" => LineFormat.Text,
            ".JSONL" or ".NDJSON" => LineFormat.Json,
            _ => LineFormat.Either,
        };
        using var file = path == "-" ? null : new StreamReader(path);
        var prompts = new PromptFile(path == "-" ? "Standard input" : path, batch ?? name, format, defaults);
        await prompts.ReadAsync(file ?? standardInput, cancellationToken);
        return prompts;
    }

    private async Task ReadAsync(TextReader lines, CancellationToken cancellationToken)
    {
        for (var number = 1; await lines.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                Add(number, line);
            }
        }

        if (_prompts.Count + _errors.Count == 0)
        {
            throw CommandException.WrongUse($"{name} has no prompts. Nothing was sent.");
        }
    }

    private void Add(int number, string line)
    {
        var message = defaults.ApplyTo(Parse(line));
        var prompt = OutgoingPrompt.Check(message, message.UsableId ?? DeriveId(message), out var found);
        var errors = found.ToList();
        if (message.Id is not null && message.UsableId is null)
        {
            errors.Add(PromptId.Explain(message.Id));
        }

        if (!_lineOfId.TryAdd(prompt.Id, number))
        {
            errors.Add($"id '{prompt.Id}' is also the id of line {_lineOfId[prompt.Id]}.");
        }

        if (errors.Count > 0)
        {
            _errors.Add($"line {number}: {string.Join(' ', errors)}");
        }
        else
        {
            _prompts.Add(prompt);
        }
    }

    private PromptMessage Parse(string line)
    {
        if (format == LineFormat.Text)
        {
            return new PromptMessage { Prompt = line.TrimStart('\uFEFF') };
        }

        var message = MessageReader.Read(line);
        var isObject = line.AsSpan().TrimStart('\uFEFF').TrimStart() is ['{', ..];
        return format == LineFormat.Json && !isObject
            ? message with
            {
                Errors = ["This is not a JSON object. A line of a .jsonl file looks like {\"prompt\": \"A croissant\"}."],
            }
            : message;
    }

    private string DeriveId(PromptMessage message)
    {
        // A seed that is not valid cannot be written. Its line is an error, and its id is never used.
        var body = message.Errors.Count == 0 ? MessageBody.Write(message, id: null) : message.Prompt ?? "";
        var occurrence = _occurrences[body] = _occurrences.GetValueOrDefault(body) + 1;
        return RequestIds.Derive(batch, body, occurrence);
    }
}
