using System.Text.Json;

namespace PromptToImage.Contracts;

/// <summary>Formats an error and its cause as text for people.</summary>
public static class ErrorText
{
    /// <summary>The Fail state, the Catch and Lambda each wrap a cause once.</summary>
    private const int MaxWrappers = 4;

    /// <summary>The members of the wrappers that contain the message. A wrapper without a message has the error's name at least.</summary>
    private static readonly string[] MessageMembers = ["Cause", "cause", "errorMessage", "Error", "errorType"];

    /// <summary>The error's name and its message.</summary>
    public static string Describe(string? error, string? cause)
    {
        var message = MessageFrom(cause ?? "");
        return (error, message) switch
        {
            (null or "", "") => "no reason given",
            (null or "", _) => message,
            (_, "") => error,
            _ => $"{error}: {message}",
        };
    }

    /// <summary>
    /// The message in an error's cause. Lambda reports a cause as a JSON object with <c>errorMessage</c>
    /// (https://docs.aws.amazon.com/lambda/latest/dg/csharp-exceptions.html), and a Catch or a Fail state wraps it once more in an object
    /// with <c>Cause</c>. Any other cause is returned unchanged.
    /// </summary>
    public static string MessageFrom(string cause)
    {
        for (var wrappers = 0; wrappers < MaxWrappers && cause.AsSpan().TrimStart() is ['{', ..]; wrappers++)
        {
            if (Unwrap(cause) is not { } message)
            {
                break;
            }

            cause = message;
        }

        return cause;
    }

    private static string? Unwrap(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var name in MessageMembers)
            {
                if (
                    document.RootElement.TryGetProperty(name, out var value)
                    && value.ValueKind == JsonValueKind.String
                    && value.GetString() is { Length: > 0 } text
                )
                {
                    return text;
                }
            }

            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The JSON is truncated, because Step Functions cuts causes at 32 KiB, or has half a surrogate pair. It is shown unchanged.
            return null;
        }
    }
}
