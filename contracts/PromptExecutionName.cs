using System.Globalization;

namespace PromptToImage.Contracts;

/// <summary>
/// The name of the execution of one attempt of a prompt: the id for the first attempt, and <c>{id}-r{attempt}</c> from the second
/// attempt on.
/// </summary>
public static class PromptExecutionName
{
    private const string AttemptMark = "-r";

    /// <param name="id">A valid <see cref="Messages.PromptId"/>.</param>
    /// <param name="attempt">1 for the first attempt.</param>
    public static string For(string id, int attempt) =>
        attempt == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}{AttemptMark}{attempt}");

    /// <summary>
    /// Reads id and attempt from an execution's name. An id may itself end with <c>-r2</c>; only the execution's input shows the
    /// difference.
    /// </summary>
    public static (string Id, int Attempt) Parse(string name)
    {
        var mark = name.LastIndexOf(AttemptMark, StringComparison.Ordinal);
        var digits = mark < 0 ? "" : name[(mark + AttemptMark.Length)..];
        return
            mark > 0
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            && attempt > 1
            && digits[0] != '0'
            ? (name[..mark], attempt)
            : (name, 1);
    }
}
