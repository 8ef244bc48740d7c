using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>Goes through the matches of a regular expression, or of a function that returns objects like its matches.</summary>
internal static class Matching
{
    public static MatchResult? First(FunctionValue matcher, string text, in FunctionCall call) =>
        matcher is ArgumentFunctionValue { Function: MatcherValue regular }
            ? regular.Node.Find(text, 0, call.Evaluation)
            : Read(Application.ApplyArgument(matcher, [new JsonString(text)], call));

    public static MatchResult? Next(MatchResult match, in FunctionCall call) =>
        match.Next switch
        {
            NextMatchValue next => next.Node.FindNext(next.SearchedText, next.StartIndex, call.Evaluation),
            null => throw new JsonataException("T1010"),
            var next => Read(Application.ApplyArgument(next, [null], call)),
        };

    private static MatchResult? Read(JsonValue? result)
    {
        if (result is null)
        {
            return null;
        }

        return result["match"] is JsonString text && result["start"] is JsonNumber { Whole: { } start }
            ? new MatchResult(
                text.Value,
                (int)start,
                result["end"] is JsonNumber { Whole: { } end } ? (int)end : (int)start + text.Value.Length,
                result["groups"] ?? JsonArray.Empty,
                result["next"]
            )
            : throw new JsonataException("T1010");
    }
}
