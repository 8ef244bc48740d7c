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
        // Most entries of a full log name other prompts: the text is compared first, because that is much faster than the rest.
        return
        [
            .. ReadEntries()
                .Where(entry => entry.Contains(id, StringComparison.Ordinal))
                .Select(Parse)
                .Where(entry => name.IsMatch(entry.Message)),
        ];
    }

    /// <summary>The text of each entry, which can have several lines.</summary>
    private IEnumerable<string> ReadEntries()
    {
        string? entry = null;
        foreach (var line in new[] { $"{path}.1", path }.SelectMany(ReadLines))
        {
            if (Start().IsMatch(line))
            {
                if (entry is not null)
                {
                    yield return entry;
                }

                entry = line;
            }
            else if (!IsMetric(line))
            {
                entry = entry is null ? null : $"{entry}\n{line}";
            }
        }

        if (entry is not null)
        {
            yield return entry;
        }
    }

    private static FunctionLogEntry Parse(string entry)
    {
        var start = Start().Match(entry);
        return new FunctionLogEntry(
            DateTimeOffset.Parse(start.Groups["time"].ValueSpan, CultureInfo.InvariantCulture),
            start.Groups["function"].Value,
            entry[start.Length..]
        );
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

    [GeneratedRegex(@"^(?<time>\d{4}-\d\d-\d\dT\S+) (?<function>[a-z]+) ")]
    private static partial Regex Start();
}
