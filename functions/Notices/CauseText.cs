using System.Text.Json;

namespace PromptToImage.Functions.Notices;

/// <summary>
/// Text of an error's cause, for people. Lambda reports a cause as JSON with the exception's message and stack trace. Only the message
/// is shown: https://docs.aws.amazon.com/lambda/latest/dg/csharp-exceptions.html
/// </summary>
public static class CauseText
{
    private const int MaximumLength = 4_000;

    public static string From(string? cause)
    {
        if (string.IsNullOrWhiteSpace(cause))
        {
            return "The cause is unknown.";
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
            // The JSON is truncated or not from Lambda. The cause is shown unchanged.
            return null;
        }
    }
}
