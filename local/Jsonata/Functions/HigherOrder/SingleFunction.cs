using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.HigherOrder;

/// <summary>
/// <c>$single(array, function)</c>: the only item for which a function returns true
/// (https://docs.jsonata.org/higher-order-functions#single).
/// </summary>
internal static class SingleFunction
{
    public static readonly NativeFunction Function = new(
        "single",
        "<af?>",
        2,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : Find(arguments.Array(0), arguments, call)
    );

    private static JsonValue? Find(JsonValue array, Arguments arguments, in FunctionCall call)
    {
        JsonValue? found = null;
        var any = false;
        for (var i = 0; i < array.ItemCount(); i++)
        {
            var item = array.ItemAt(i);
            if (
                !arguments.IsUndefined(1)
                && !Truth.IsTrue(FunctionArgument.Apply(arguments.Function(1), item, i, array, call), call.Evaluation)
            )
            {
                continue;
            }

            found = any ? throw new JsonataException("D3138") { Index = i } : item;
            any = true;
        }

        return any ? found : throw new JsonataException("D3139");
    }
}
