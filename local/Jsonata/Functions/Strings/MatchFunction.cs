using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>
/// <c>$match(str, pattern, limit)</c>: the matches of a regular expression, each with its text, index and groups
/// (https://docs.jsonata.org/string-functions#match).
/// </summary>
internal static class MatchFunction
{
    public static readonly NativeFunction Function = new(
        "match",
        "<s-f<s:o>n?:a<o>>",
        3,
        static (arguments, in call) => arguments.TryText(0, out var text) ? Find(text, arguments, call) : null
    );

    private static ArrayValue Find(string text, Arguments arguments, in FunctionCall call)
    {
        var limited = arguments.TryNumber(2, out var limit);
        if (limit < 0)
        {
            throw new JsonataException("D3040") { Value = arguments[2], Index = 3 };
        }

        var found = ArrayValue.Sequence();
        if (limited && limit <= 0)
        {
            return found;
        }

        for (
            var match = Matching.First(arguments.Function(1), text, call);
            match is not null && (!limited || found.Count < limit);
            match = Matching.Next(match, call)
        )
        {
            found.Add(match.ToValue());
        }

        return found;
    }
}
