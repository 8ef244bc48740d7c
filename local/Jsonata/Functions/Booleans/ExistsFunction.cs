using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Booleans;

/// <summary><c>$exists(arg)</c>: whether the expression returns anything (https://docs.jsonata.org/boolean-functions#exists).</summary>
internal static class ExistsFunction
{
    public static readonly NativeFunction Function = new(
        "exists",
        "<x:b>",
        1,
        static (arguments, in call) => JsonValue.From(arguments[0] is not null)
    );
}
