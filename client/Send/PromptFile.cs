using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary>Reads a file of prompts, one a line, and checks all of it before anything is sent.</summary>
internal sealed class PromptFile(string batch, LineFormat format, PromptDefaults defaults)
{
    /// <summary>Enough to see what is wrong with a file.</summary>
    private const int FaultsShown = 10;

    private readonly List<OutgoingPrompt> _prompts = [];
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);

    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="batch">Part of every derived id; null is the file's name without its folder.</param>
    /// <exception cref="ClientException">The file cannot be read, or a line cannot be sent.</exception>
    public static async Task<IReadOnlyList<OutgoingPrompt>> ReadAsync(
        string path,
        string? batch,
        PromptDefaults defaults,
        TextReader standardInput,
        CancellationToken stop
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
        return await new PromptFile(batch ?? name, format, defaults).ReadAsync(file ?? standardInput, stop);
    }

    /// <exception cref="ClientException">A line cannot be sent: the message names the first few and why.</exception>
    public async Task<IReadOnlyList<OutgoingPrompt>> ReadAsync(TextReader lines, CancellationToken stop)
    {
        for (var number = 1; await lines.ReadLineAsync(stop) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                Add(number, line);
            }
        }
        if (_faults.Count > 0)
        {
            throw ClientException.WrongUse(Explain());
        }

        return _prompts;
    }

    private void Add(int number, string line)
    {
        var message = defaults.ApplyTo(Parse(line));
        var prompt = OutgoingPrompt.Check(message, message.UsableId ?? DeriveId(message), out var faults);
        foreach (var fault in faults)
        {
            _faults.Add($"line {number}: {fault}");
        }

        if (message.Id is not null && message.UsableId is null)
        {
            _faults.Add($"line {number}: id '{PrintableText.OneLine(message.Id, 80)}' cannot be used: it must be {PromptId.Rule}.");
        }

        if (!_lineOfId.TryAdd(prompt.Id, number))
        {
            _faults.Add($"line {number}: id '{prompt.Id}' is that of line {_lineOfId[prompt.Id]} too.");
        }

        _prompts.Add(prompt);
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
                Errors = ["This is no JSON object. A line of a .jsonl file looks like {\"prompt\": \"A croissant\"}."],
            }
            : message;
    }

    private string DeriveId(PromptMessage message)
    {
        // A broken seed cannot be written; its line is a fault and its id is never used.
        var body = message.Errors.Count == 0 ? MessageBody.Write(message, id: null) : message.Prompt ?? "";
        var occurrence = _occurrences[body] = _occurrences.GetValueOrDefault(body) + 1;
        return RequestIds.Derive(batch, body, occurrence);
    }

    private string Explain()
    {
        var shown = string.Join(' ', _faults.Take(FaultsShown));
        var more = _faults.Count > FaultsShown ? $" And {_faults.Count - FaultsShown} more." : "";
        return $"Nothing was sent: {shown}{more}";
    }
}
