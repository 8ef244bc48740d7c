using PromptToImage.Contracts;

namespace PromptToImage.Functions.Notices;

/// <summary>Text of an error's cause, for people: only the message of the exception, without its stack trace.</summary>
public static class CauseText
{
    private const int MaximumLength = 4_000;

    public static string From(string? cause) =>
        string.IsNullOrWhiteSpace(cause) ? "The cause is unknown." : NoticeText.Excerpt(ErrorText.MessageFrom(cause), MaximumLength);
}
