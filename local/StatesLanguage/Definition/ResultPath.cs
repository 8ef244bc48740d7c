using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// ResultPath: the place of a result in the input. Without the field, the result replaces the input. With the value null, the
/// result is discarded.
/// </summary>
/// <param name="path">Null for the value null.</param>
internal sealed class ResultPath(JsonPath? path)
{
    public static readonly ResultPath Replace = new(JsonPath.Parse("$"));
    public static readonly ResultPath Discard = new(null);

    /// <exception cref="StateException">A value on the path is not an object, or an array is too short.</exception>
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
