using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$pad(str, width, char)</c>: the text filled up to a width, at its end or for a negative width at its start
/// (https://docs.jsonata.org/string-functions#pad).
/// </summary>
internal static class PadFunction
{
    public static readonly NativeFunction Function = new(
        "pad",
        "<s-ns?:s>",
        3,
        static (arguments, in call) => arguments.TryText(0, out var text) ? Fill(text, arguments, call) : null
    );

    private static JsonString Fill(string text, Arguments arguments, in FunctionCall call)
    {
        var width = arguments.Number(1);
        var filling = arguments.TryText(2, out var given) && given.Length > 0 ? given : " ";
        var missing = Math.Abs(width) - CodePoints.Count(text);
        if (!(missing > 0))
        {
            return new JsonString(text);
        }

        call.Evaluation.Spend((long)Math.Min(missing, long.MaxValue / 4) * filling.Length);
        var padding = new StringBuilder().Insert(0, filling, (int)missing).ToString();
        if (filling.Length > 1)
        {
            padding = SubstringFunction.Take(padding, 0, (int)missing);
        }

        return new JsonString(width > 0 ? text + padding : padding + text);
    }
}
