namespace PromptToImage.Client.Commands;

/// <summary>Reads ids from <c>id&lt;TAB&gt;anything</c> lines.</summary>
internal static class IdList
{
    public static async Task<IReadOnlyList<string>> ReadFileAsync(string path, CancellationToken stop)
    {
        using var file = new StreamReader(path);
        return await ReadAsync(file, stop);
    }

    public static async Task<IReadOnlyList<string>> ReadAsync(TextReader lines, CancellationToken stop)
    {
        var ids = new List<string>();
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            if (line.Trim().Split('\t', ' ')[0] is { Length: > 0 } id)
            {
                ids.Add(id);
            }
        }
        return ids;
    }
}
