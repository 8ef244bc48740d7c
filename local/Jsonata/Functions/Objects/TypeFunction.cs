using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary><c>$type(value)</c>: the name of the type of a value (https://docs.jsonata.org/object-functions#type).</summary>
internal static class TypeFunction
{
    public static readonly NativeFunction Function = new(
        "type",
        "<x:s>",
        1,
        static (arguments, in call) => arguments[0] is { } value ? Name(value) : null
    );

    private static JsonValue Name(JsonValue value) =>
        JsonValue.From(
            value.Kind switch
            {
                JsonKind.Null => "null",
                JsonKind.Number => value.IsNumeric(out _) ? "number" : "object",
                JsonKind.String => "string",
                JsonKind.True or JsonKind.False => "boolean",
                JsonKind.Array => "array",
                JsonKind.Function => "function",
                _ => "object",
            }
        );
}
