using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>One match of a regular expression, or of a function that acts as one.</summary>
/// <param name="Next">The function that gives the next match; null after the last match.</param>
internal sealed record MatchResult(string Text, int Start, int End, JsonValue Groups, JsonValue? Next)
{
    /// <summary>What <c>$match</c> returns.</summary>
    public JsonValue ToValue() =>
        new JsonObject(["match", "index", "groups"], [new JsonString(Text), JsonNumber.From(Start), Groups]);

    /// <summary>The object that the replacement function of <c>$replace</c> receives.</summary>
    public JsonValue ToReplacerArgument()
    {
        var builder = new JsonObjectBuilder(5)
            .Set("match", new JsonString(Text))
            .Set("start", JsonNumber.From(Start))
            .Set("end", JsonNumber.From(End))
            .Set("groups", Groups);
        return (Next is null ? builder : builder.Set("next", Next)).Build();
    }

    /// <summary>The text between an earlier position and the match.</summary>
    public string TextBefore(string searched, int position)
    {
        var (start, end) = (Math.Min(position, Start), Math.Max(position, Start));
        return searched[Math.Clamp(start, 0, searched.Length)..Math.Clamp(end, 0, searched.Length)];
    }

    public int EndIn(string searched) => Math.Clamp(End, 0, searched.Length);

    public int EndOfText(string searched) => Math.Clamp(Start + Text.Length, 0, searched.Length);
}
