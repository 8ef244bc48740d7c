using PromptToImage.Jsonata.Functions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Values;

/// <summary>A built-in or custom function of which some arguments are bound.</summary>
/// <param name="bound">The arguments in the order of the function's parameters; those that are open do not count.</param>
/// <param name="open">Indexes of the parameters that the call supplies.</param>
internal sealed class PartialNativeValue(NativeFunction function, JsonValue?[] bound, int[] open) : FunctionValue
{
    public override int Arity => open.Length;

    public NativeFunction Function => function;

    public int[] Open => open;

    public JsonValue?[] Complete(ReadOnlySpan<JsonValue?> arguments)
    {
        JsonValue?[] all = [.. bound];
        for (var i = 0; i < open.Length; i++)
        {
            all[open[i]] = i < arguments.Length ? arguments[i] : null;
        }

        return all;
    }
}
