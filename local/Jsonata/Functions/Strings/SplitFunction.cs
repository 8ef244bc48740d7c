using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$split(str, separator, limit)</c>: the parts of a text between separators (https://docs.jsonata.org/string-functions#split).
/// </summary>
internal static class SplitFunction
{
    public static readonly NativeFunction Function = new(
        "split",
        "<s-(sf)n?:a<s>>",
        3,
        static (arguments, in call) => arguments.TryText(0, out var text) ? Divide(text, arguments, call) : null
    );

    private static ArrayValue Divide(string text, Arguments arguments, in FunctionCall call)
    {
        var limit = arguments.TryNumber(2, out var given) ? given : double.PositiveInfinity;
        if (limit < 0)
        {
            throw new JsonataException("D3020") { Value = arguments[2], Index = 3 };
        }

        var parts = new ArrayValue();
        if (limit <= 0)
        {
            return parts;
        }

        if (arguments[1] is JsonString separator)
        {
            DivideAt(separator.Value, text, Math.Floor(limit), parts, call);
        }
        else
        {
            DivideAtMatches(text, arguments, limit, parts, call);
        }

        return parts;
    }

    private static void DivideAt(string separator, string text, double limit, ArrayValue parts, in FunctionCall call)
    {
        if (separator.Length == 0)
        {
            call.Evaluation.Spend(text.Length);
            for (var i = 0; i < text.Length && parts.Count < limit; i++)
            {
                parts.Add(new JsonString(text.Substring(i, 1)));
            }

            return;
        }

        var start = 0;
        while (parts.Count < limit)
        {
            call.Evaluation.Spend(1);
            var end = text.IndexOf(separator, start, StringComparison.Ordinal);
            parts.Add(new JsonString(end < 0 ? text[start..] : text[start..end]));
            if (end < 0)
            {
                return;
            }

            start = end + separator.Length;
        }
    }

    private static void DivideAtMatches(string text, Arguments arguments, double limit, ArrayValue parts, in FunctionCall call)
    {
        var start = 0;
        for (
            var match = Matching.First(arguments.Function(1), text, call);
            match is not null && parts.Count < limit;
            match = Matching.Next(match, call)
        )
        {
            parts.Add(new JsonString(match.TextBefore(text, start)));
            start = match.EndIn(text);
        }

        if (parts.Count < limit)
        {
            parts.Add(new JsonString(text[start..]));
        }
    }
}
