using System.Globalization;

namespace PromptToImage.Client.Executions;

/// <summary>
/// Reads an execution's name back into id and attempt. An id may itself end in <c>-r2</c>; only the execution's input
/// knows better, and a listing does not have that, so a listing says what the name looks like.
/// </summary>
internal static class AttemptName
{
    public static (string Id, int Attempt) Parse(string name)
    {
        var mark = name.LastIndexOf("-r", StringComparison.Ordinal);
        return
            mark > 0
            && int.TryParse(name.AsSpan(mark + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            && attempt > 1
            && name[mark + 2] != '0'
            ? (name[..mark], attempt)
            : (name, 1);
    }
}
