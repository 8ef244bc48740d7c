using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$substring(str, start, length)</c>: the characters from a zero-based position on; a negative one counts from the end
/// (https://docs.jsonata.org/string-functions#substring).
/// </summary>
internal static class SubstringFunction
{
    public static readonly NativeFunction Function = new(
        "substring",
        "<s-nn?:s>",
        3,
        static (arguments, in call) => arguments.TryText(0, out var text) ? Take(text, arguments) : null
    );

    public static string Take(string text, double start, double end)
    {
        var count = CodePoints.Count(text);
        var first = Clamp(start, count);
        var last = Clamp(end, count);
        return first < last ? text[CodePoints.IndexOf(text, first)..CodePoints.IndexOf(text, last)] : "";
    }

    private static JsonString Take(string text, Arguments arguments)
    {
        var start = arguments.Number(1);
        var count = CodePoints.Count(text);
        if (count + start < 0)
        {
            start = 0;
        }

        if (!arguments.TryNumber(2, out var length))
        {
            return new JsonString(Take(text, start, double.PositiveInfinity));
        }

        return new JsonString(length <= 0 ? "" : Take(text, start, start >= 0 ? start + length : count + start + length));
    }

    /// <summary>As JavaScript's slice reads its positions.</summary>
    private static int Clamp(double position, int count)
    {
        var whole = double.IsNaN(position) ? 0 : Math.Truncate(position);
        return (int)(whole < 0 ? Math.Max(count + whole, 0) : Math.Min(whole, count));
    }
}
