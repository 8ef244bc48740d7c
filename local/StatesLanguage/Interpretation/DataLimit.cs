using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The quota on the size of any input or output.</summary>
internal static class DataLimit
{
    public static string Cause(string name) =>
        $"The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit.";

    /// <exception cref="StateFault">The value is too large.</exception>
    public static JsonValue Check(string name, JsonValue value) =>
        value.Utf8Size <= Interpreter.MaxDataBytes ? value : throw new StateFault(ErrorNames.DataLimitExceeded, Cause(name));
}
