using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions;

/// <summary>Calls the function argument of a higher-order function.</summary>
internal static class FunctionArgument
{
    /// <summary>Passes the item, and its index or key and the whole collection if the function takes them.</summary>
    public static JsonValue? Apply(FunctionValue function, JsonValue? item, int index, JsonValue collection, in FunctionCall call) =>
        Apply(function, item, function.Arity >= 2 ? JsonNumber.From(index) : null, collection, call);

    /// <inheritdoc cref="Apply(FunctionValue, JsonValue?, int, JsonValue, in FunctionCall)"/>
    public static JsonValue? Apply(FunctionValue function, JsonValue? item, JsonValue? key, JsonValue collection, in FunctionCall call) =>
        Application.ApplyArgument(
            function,
            function.Arity switch
            {
                >= 3 => [item, key, collection],
                2 => [item, key],
                _ => [item],
            },
            call
        );
}
