using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Tests;

/// <summary>Compares results as JavaScript does: 1.0 is 1, and -0 is 0.</summary>
internal static class Difference
{
    public static bool AreEqual(JsonValue expected, JsonValue? actual) =>
        (expected, actual) switch
        {
            (JsonNumber a, JsonNumber b) => a.Double == b.Double,
            (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
            (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(property => AreEqual(property.Value, b[property.Key])),
            _ => expected.Equals(actual),
        };
}
