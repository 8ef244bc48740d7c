using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary><c>$join(array, separator)</c>: an array of strings as one text (https://docs.jsonata.org/string-functions#join).</summary>
internal static class JoinFunction
{
    public static readonly NativeFunction Function = new(
        "join",
        "<a<s>s?:s>",
        2,
        static (arguments, in call) => arguments.IsUndefined(0) ? null : Concatenate(arguments, call)
    );

    private static JsonString Concatenate(Arguments arguments, in FunctionCall call)
    {
        var parts = arguments.Array(0);
        var separator = arguments.TryText(1, out var given) ? given : "";
        var text = new StringBuilder();
        for (var i = 0; i < parts.ItemCount(); i++)
        {
            if (i > 0)
            {
                text.Append(separator);
            }

            var part = parts.ItemAt(i) is JsonString item ? item.Value : "";
            call.Evaluation.Spend((part.Length + separator.Length) / 16);
            text.Append(part);
        }

        return new JsonString(text.ToString());
    }
}
