using System.Text.Json;

namespace PromptToImage.Contracts;

/// <summary>An error and its cause in words.</summary>
public static class ErrorText
{
    /// <summary>
    /// The error's name and what it says of itself. A Lambda function's cause is a JSON object with <c>errorMessage</c>, and the
    /// pipeline's own Fail state wraps that once more under <c>Cause</c>; anything else is its own message.
    /// </summary>
    public static string Describe(string? error, string? cause)
    {
        var message = Message(cause ?? "");
        return (error, message) switch
        {
            (null or "", "") => "no reason given",
            (null or "", _) => message,
            (_, "") => error,
            _ => $"{error}: {message}",
        };
    }

    private static string Message(string cause)
    {
        if (!cause.StartsWith('{'))
        {
            return cause;
        }

        try
        {
            using var document = JsonDocument.Parse(cause);
            if (Text(document.RootElement, "errorMessage") is { } message)
            {
                return message;
            }

            return Text(document.RootElement, "Cause") is { } inner ? Message(inner) : cause;
        }
        catch (JsonException)
        {
            // It only looked like JSON: then the text itself is all there is to say.
            return cause;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
