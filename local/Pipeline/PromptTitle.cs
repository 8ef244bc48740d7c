using System.Text.Json;

namespace PromptToImage.Pipeline;

/// <summary>The title of an execution in lists: its prompt, taken from the message in its input.</summary>
public static class PromptTitle
{
    /// <param name="input">The execution's input: JSON text of <c>{"id","attempt","message"}</c>.</param>
    /// <returns>The prompt, or null where the input is not the pipeline's.</returns>
    public static string? FromInput(string input)
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
            // Not JSON, or invalid Unicode. Validate reports it; a title is optional.
            return null;
        }
    }
}
