using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Booleans;

/// <summary><c>$boolean(arg)</c>: the effective boolean value (https://docs.jsonata.org/boolean-functions#boolean).</summary>
internal static class BooleanFunction
{
    public static readonly NativeFunction Function = new(
        "boolean",
        "<x-:b>",
        1,
        static (arguments, in call) => Truth.From(arguments[0], call.Evaluation) is { } truth ? JsonValue.From(truth) : null
    );
}
