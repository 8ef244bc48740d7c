using System.Text.Json;

namespace PromptToImage.Pipeline;

/// <summary>What an execution of the pipeline is about: its prompt, taken from the message in its input.</summary>
public static class PromptTitle
{
    /// <param name="input">JSON text of <c>{"id","attempt","message"}</c>; anything else has no title.</param>
    public static string? Of(string input)
    {
        if (Member(input, "message") is not { } message)
        {
            return null;
        }

        return message.AsSpan().TrimStart().StartsWith("{") ? Member(message, "prompt") ?? message : message;
    }

    private static string? Member(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A message that is no JSON, or text with half a surrogate pair: Validate says so, a title is only a help.
            return null;
        }
    }
}
