namespace PromptToImage.Jsonata.Json;

/// <summary>Text that is not JSON, or is nested deeper than <see cref="JsonValue.MaxDepth"/>.</summary>
/// <param name="message">The error message.</param>
/// <param name="position">Zero-based index of the offending character, or -1 if no character is at fault.</param>
public sealed class JsonFormatException(string message, int position = -1) : FormatException(message)
{
    public int Position { get; } = position;
}
