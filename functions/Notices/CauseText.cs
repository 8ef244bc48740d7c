using System.Text.Json;

namespace PromptToImage.Functions.Notices;

/// <summary>
/// A cause in words. Lambda gives it as JSON with the exception's message and stack trace, of which a person wants the
/// message: https://docs.aws.amazon.com/lambda/latest/dg/csharp-exceptions.html
/// </summary>
public static class CauseText
{
    private const int MaximumLength = 4_000;

    public static string From(string? cause)
    {
        if (string.IsNullOrWhiteSpace(cause))
        {
            return "Nothing is known of the cause.";
        }

        return NoticeText.Excerpt(Message(cause) ?? cause, MaximumLength);
    }

    private static string? Message(string cause)
    {
        if (!cause.AsSpan().TrimStart().StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(cause);
            return document.RootElement.TryGetProperty("errorMessage", out var message) && message.ValueKind == JsonValueKind.String
                ? message.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Cut off, or not Lambda's: then it is shown as it is.
            return null;
        }
    }
}
