using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Paths;

/// <summary>The reasons why a definite path has no value, in the words of Jayway JsonPath, the library of Step Functions.</summary>
internal static class PathError
{
    // Jayway prints the class names of the JSON library that it uses.
    private const string Provider = "com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider";

    public static string MissingLeaf(string path) => $"No results for path: {path}";

    public static string MissingProperty(string path) => $"Missing property in path {path}";

    public static string OutOfBounds(string path) => $"Index out of bounds when evaluating path {path}";

    public static string NoObject(string fragment, string path, JsonValue found) =>
        $"Expected to find an object with property {fragment} in path {path} but found '{ClassOf(found)}'. "
        + $"This is not a json object according to the JsonProvider: '{Provider}'.";

    public static string NoArray(string fragment, JsonValue found) =>
        $"Filter: {fragment} can only be applied to arrays. Current context is: {found.ToJson()}";

    private static string ClassOf(JsonValue value) =>
        "com.fasterxml.jackson.databind.node."
        + value.Kind switch
        {
            JsonKind.Null => "NullNode",
            JsonKind.True or JsonKind.False => "BooleanNode",
            JsonKind.String => "TextNode",
            JsonKind.Array => "ArrayNode",
            JsonKind.Object => "ObjectNode",
            _ => value is JsonNumber { Long: null } ? "DoubleNode" : "IntNode",
        };
}
