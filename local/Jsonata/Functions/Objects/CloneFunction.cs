using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary>
/// <c>$clone(object)</c>: a copy without functions, which transforms use; it may be replaced
/// (https://docs.jsonata.org/object-functions#clone).
/// </summary>
internal static class CloneFunction
{
    public static readonly NativeFunction Function = new(
        "clone",
        "<(oa)-:o>",
        1,
        static (arguments, in call) => arguments[0] is { } value ? JsonValue.Parse(Stringifier.ToText(value, call.Evaluation)) : null
    );
}
