using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Booleans;

/// <summary><c>$not(arg)</c>: true where the effective boolean value is false (https://docs.jsonata.org/boolean-functions#not).</summary>
internal static class NotFunction
{
    public static readonly NativeFunction Function = new(
        "not",
        "<x-:b>",
        1,
        static (arguments, in call) => arguments[0] is { } value ? JsonValue.From(!Truth.IsTrue(value, call.Evaluation)) : null
    );
}
