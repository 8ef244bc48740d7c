using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary><c>$string(arg, prettify)</c>: a value as text (https://docs.jsonata.org/string-functions#string).</summary>
internal static class StringFunction
{
    public static readonly NativeFunction Function = new("string", "<x-b?:s>", 1,
        static (arguments, in call) =>
            arguments[0] is { } value
                ? new JsonString(Stringifier.ToText(value, call.Evaluation, indented: Truth.IsTrue(arguments[1], call.Evaluation)))
                : null)
    {
        RefusesPartialApplication = true,
    };
}
