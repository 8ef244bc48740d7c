using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Where a result goes in the input: absent it replaces it, null it is dropped, else it is put there.</summary>
internal sealed class ResultPath(JsonPath? path)
{
    public static readonly ResultPath Replace = new(JsonPath.Parse("$"));
    public static readonly ResultPath Discard = new(null);

    /// <exception cref="StateException">The path runs through something that is no object.</exception>
    public JsonValue Apply(JsonValue input, JsonValue result)
    {
        if (path is null)
        {
            return input;
        }

        return path.IsWholeInput ? result : Put(input, path.Segments, result, input);
    }

    private static JsonValue Put(JsonValue? into, ReadOnlySpan<PathSegment> segments, JsonValue result, JsonValue input)
    {
        if (segments.IsEmpty)
        {
            return result;
        }

        switch (segments[0])
        {
            case PathSegment.Property property when into is null or JsonObject:
                var parent = (JsonObject?)into ?? JsonObject.Empty;
                parent.TryGet(property.Name, out var child);
                return parent.With(property.Name, Put(child, segments[1..], result, input));
            case PathSegment.Index index when into is JsonArray array && index.At < array.Count:
                var items = array.Items.ToArray();
                items[index.At] = Put(items[index.At], segments[1..], result, input);
                return new JsonArray(items);
            default:
                throw new StateException(
                    ErrorNames.ResultPathMatchFailure,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Unable to apply step \"{segments[0].Fragment.Trim('[', ']', '\'')}\" to input {input.ToJson()}"
                    )
                );
        }
    }
}
