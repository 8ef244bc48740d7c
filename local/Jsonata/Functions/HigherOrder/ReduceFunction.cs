using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.HigherOrder;

/// <summary>
/// <c>$reduce(array, function, init)</c>: one value from all items, by a function of the value so far and the next item
/// (https://docs.jsonata.org/higher-order-functions#reduce).
/// </summary>
internal static class ReduceFunction
{
    public static readonly NativeFunction Function = new(
        "reduce",
        "<afj?:j>",
        3,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : Fold(arguments.Array(0), arguments, call)
    );

    private static JsonValue? Fold(JsonValue array, Arguments arguments, in FunctionCall call)
    {
        var function = arguments.Function(1);
        if (function.Arity < 2)
        {
            throw new JsonataException("D3050") { Index = 1 };
        }

        var count = array.ItemCount();
        var result = arguments[2];
        var start = 0;
        if (result is null && count > 0)
        {
            result = array.ItemAt(0);
            start = 1;
        }

        for (var i = start; i < count; i++)
        {
            var item = array.ItemAt(i);
            result = Application.ApplyArgument(
                function,
                function.Arity switch
                {
                    2 => [result, item],
                    3 => [result, item, JsonNumber.From(i)],
                    _ => [result, item, JsonNumber.From(i), array],
                },
                call
            );
        }

        return result;
    }
}
