using PromptToImage.Jsonata.Functions.Strings;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.RegularExpressions;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Operators;

/// <summary>A regular expression: <c>/[a-z]+/i</c>.</summary>
internal sealed class RegularExpressionNode(RegularExpression expression) : ExpressionNode
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame) => new MatcherValue(this);

    /// <summary>The match at or after a position.</summary>
    public MatchResult? Find(string text, int from, Evaluation evaluation)
    {
        if (expression.Match(text, from, evaluation.Spend) is not { } captures)
        {
            return null;
        }

        var groups = new JsonValue?[expression.Groups];
        for (var i = 0; i < groups.Length; i++)
        {
            var (start, end) = (captures[2 * i + 2], captures[2 * i + 3]);
            groups[i] = start < 0 || end < 0 ? null : new JsonString(text[start..end]);
        }

        return new MatchResult(
            text[captures[0]..captures[1]],
            captures[0],
            captures[1],
            ArrayValue.From(groups),
            new NextMatchValue(this, text, captures[1])
        );
    }

    /// <summary>The match after another one.</summary>
    /// <exception cref="JsonataException">D1004: it is empty, so that no search would end.</exception>
    public MatchResult? FindNext(string text, int from, Evaluation evaluation)
    {
        var match = from < text.Length ? Find(text, from, evaluation) : null;
        return match is { Text: "" } ? throw new JsonataException("D1004") { Position = Position, Value = JsonValue.From(expression.Pattern) } : match;
    }

    /// <summary>Calls the regular expression as a function of a string and, optionally, a position.</summary>
    public JsonValue? Match(JsonValue?[] arguments, Frame frame)
    {
        if (arguments is not [JsonString { Value: var text }, ..])
        {
            throw new JsonataException("T0410") { Index = 1, Value = arguments.FirstOrDefault() };
        }

        var from = arguments.Length > 1 && arguments[1] is JsonNumber { Double: >= 0 and var at } ? (int)Math.Min(at, text.Length + 1.0) : 0;
        return Find(text, from, frame.Evaluation)?.ToReplacerArgument();
    }
}
