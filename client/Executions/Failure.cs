using PromptToImage.CommandLine;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary>The error and the cause of a failed execution or a dead letter.</summary>
internal sealed record Failure(string Error, string Reason)
{
    /// <param name="otherwise">The name of an error without one.</param>
    public static Failure Read(string? error, string? cause, string otherwise)
    {
        return new Failure(string.IsNullOrEmpty(error) ? otherwise : error, ErrorText.MessageFrom(cause ?? ""));
    }

    public string AsLine()
    {
        return Reason.Length == 0 ? Error : $"{Error}: {PlainText.OneLine(Reason.ReplaceLineEndings(" "))}";
    }
}
