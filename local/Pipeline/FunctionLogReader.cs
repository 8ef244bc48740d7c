using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptToImage.Pipeline;

/// <summary>An entry of the functions' log.</summary>
/// <param name="Function">The function's short name, for example <c>start</c>.</param>
/// <param name="Message">The level and the text, which can have several lines.</param>
public sealed record FunctionLogEntry(DateTimeOffset Time, string Function, string Message);

/// <summary>Finds the entries of the functions' log that name a prompt.</summary>
/// <param name="path">The file that <see cref="RollingLogFile"/> writes.</param>
internal sealed partial class FunctionLogReader(string path)
{
    /// <param name="id">A prompt's id. The names of its executions, which begin with it, also count.</param>
    /// <returns>The entries, oldest first.</returns>
    public IReadOnlyList<FunctionLogEntry> Find(string id)
    {
        var name = new Regex($@"(?<![A-Za-z0-9_-]){Regex.Escape(id)}(-r\d+)?(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant);
        return [.. ReadEntries().Where(entry => name.IsMatch(entry.Message))];
    }

    private IEnumerable<FunctionLogEntry> ReadEntries()
    {
        FunctionLogEntry? entry = null;
        foreach (var line in new[] { $"{path}.1", path }.SelectMany(ReadLines))
        {
            if (Start().Match(line) is { Success: true } start)
            {
                if (entry is not null)
                {
                    yield return entry;
                }

                entry = new FunctionLogEntry(
                    DateTimeOffset.Parse(start.Groups["time"].ValueSpan, CultureInfo.InvariantCulture),
                    start.Groups["function"].Value,
                    start.Groups["message"].Value
                );
            }
            else if (IsMetric(line))
            {
                continue;
            }
            else
            {
                entry = entry is null ? null : entry with { Message = $"{entry.Message}\n{line}" };
            }
        }

        if (entry is not null)
        {
            yield return entry;
        }
    }

    private static IEnumerable<string> ReadLines(string file)
    {
        // The pipeline has the file open for writing, and renames it when it is full.
        if (!File.Exists(file))
        {
            yield break;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Whether a line is a metric in CloudWatch's embedded metric format, which belongs to no entry.</summary>
    private static bool IsMetric(string line) => line.StartsWith('{');

    [GeneratedRegex(@"^(?<time>\d{4}-\d\d-\d\dT\S+) (?<function>[a-z]+) (?<message>.*)$")]
    private static partial Regex Start();
}
