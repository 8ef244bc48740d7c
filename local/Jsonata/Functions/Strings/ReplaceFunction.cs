using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$replace(str, pattern, replacement, limit)</c>: the text with other text for a pattern
/// (https://docs.jsonata.org/string-functions#replace).
/// </summary>
internal static class ReplaceFunction
{
    public static readonly NativeFunction Function = new(
        "replace",
        "<s-(sf)(sf)n?:s>",
        4,
        static (arguments, in call) => arguments.TryText(0, out var text) ? Substitute(text, arguments, call) : null
    );

    private static JsonString Substitute(string text, Arguments arguments, in FunctionCall call)
    {
        if (arguments[1] is JsonString { Value.Length: 0 })
        {
            throw new JsonataException("D3010") { Value = arguments[1], Index = 2 };
        }

        var limit = arguments.TryNumber(3, out var given) ? given : double.PositiveInfinity;
        if (limit < 0)
        {
            throw new JsonataException("D3011") { Value = arguments[3], Index = 4 };
        }

        return new JsonString(
            limit <= 0 ? text
            : arguments[1] is JsonString pattern ? SubstituteText(text, pattern.Value, arguments[2], limit, call)
            : SubstituteMatches(text, arguments, limit, call)
        );
    }

    private static string SubstituteText(string text, string pattern, JsonValue? value, double limit, in FunctionCall call)
    {
        var result = new StringBuilder();
        var position = 0;
        for (var count = 0; count < limit; count++)
        {
            var at = text.IndexOf(pattern, position, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            var replacement = value is null ? "undefined" : AsText(value);
            call.Evaluation.Spend(1 + replacement.Length / 16);
            result.Append(text, position, at - position).Append(replacement);
            position = at + pattern.Length;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    private static string SubstituteMatches(string text, Arguments arguments, double limit, in FunctionCall call)
    {
        var result = new StringBuilder();
        var position = 0;
        var count = 0;
        for (
            var match = Matching.First(arguments.Function(1), text, call);
            match is not null && count < limit;
            match = Matching.Next(match, call)
        )
        {
            var replacement = arguments[2] is JsonString template
                ? ReplacementText.Expand(template.Value, match)
                : AsText(Application.ApplyArgument(arguments.Function(2), [match.ToReplacerArgument()], call));
            call.Evaluation.Spend(1 + replacement.Length / 16);
            result.Append(match.TextBefore(text, position)).Append(replacement);
            position = match.EndOfText(text);
            count++;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    private static string AsText(JsonValue? replacement) =>
        replacement is JsonString text ? text.Value : throw new JsonataException("D3012") { Value = replacement };
}
