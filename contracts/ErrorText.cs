using System.Text.Json;

namespace PromptToImage.Contracts;

/// <summary>Formats an error and its cause as text for people.</summary>
public static class ErrorText
{
    /// <summary>
    /// The error's name and its message. The cause of a Lambda error is a JSON object with <c>errorMessage</c>. The pipeline's Fail state
    /// wraps it once more under <c>Cause</c>. Any other cause is returned unchanged.
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
            // The cause begins like JSON but is not valid JSON.
            return cause;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
