using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>The limit on the size of every input and output.</summary>
internal static class DataLimit
{
    // A template may refer to the same value any number of times without a copy, so its size can exceed an integer.
    private const long MaxTemplateBytes = int.MaxValue / 4;

    /// <exception cref="StateException">The value is too large.</exception>
    public static JsonValue Check(JsonValue value) =>
        value.Utf8Size <= Interpreter.MaxDataBytes ? value : throw StateException.DataLimitExceeded();

    /// <summary>Checks the size of what a template or a function builds from parts, before it is built.</summary>
    /// <exception cref="StateException">The parts are too large together.</exception>
    public static void CheckParts(ReadOnlySpan<JsonValue> parts)
    {
        var size = 0L;
        foreach (var part in parts)
        {
            size += part.Utf8Size;
            if (size > MaxTemplateBytes)
            {
                throw StateException.DataLimitExceeded();
            }
        }
    }
}
