using System.Text.Json;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Pipeline;

/// <summary>The title of an execution in lists: its prompt, taken from the message in its input.</summary>
public static class PromptTitle
{
    /// <param name="input">The execution's input: JSON text of <c>{"id","attempt","message"}</c>.</param>
    /// <returns>The prompt, or null where the input is not the pipeline's.</returns>
    public static string? FromInput(string input)
    {
        try
        {
            return JsonSerializer.Deserialize(input, ValidateJson.Default.ExecutionInput) is { Message: { } message }
                ? MessageReader.PromptOrBody(message)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Another kind of input, or invalid Unicode. Validate reports it; a title is optional.
            return null;
        }
    }
}
