using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Values;

/// <summary>Whether two values are equal, with arrays item by item and objects property by property.</summary>
internal static class DeepEquality
{
    public static bool AreEqual(JsonValue? left, JsonValue? right, Evaluation evaluation)
    {
        evaluation.Spend(1);
        if (AreIdentical(left, right))
        {
            return true;
        }

        if (left.IsArray() && right.IsArray())
        {
            return AreArraysEqual(left, right, evaluation);
        }

        // In JavaScript an empty array has the same properties as an empty object, except its length.
        return left is JsonObject a && right is JsonObject b && AreObjectsEqual(a, b, evaluation);
    }

    /// <summary>JavaScript's ===.</summary>
    public static bool AreIdentical(JsonValue? left, JsonValue? right) =>
        ReferenceEquals(left, right)
            ? left is not JsonNumber { Double: double.NaN }
            : (left, right) switch
            {
                (JsonNumber a, JsonNumber b) => a.Double == b.Double,
                (JsonString a, JsonString b) => a.Value == b.Value,
                _ => false,
            };

    private static bool AreArraysEqual(JsonValue left, JsonValue right, Evaluation evaluation)
    {
        var count = left.ItemCount();
        if (count != right.ItemCount())
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (!AreEqual(left.ItemAt(i), right.ItemAt(i), evaluation))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreObjectsEqual(JsonObject left, JsonObject right, Evaluation evaluation)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!right.TryGet(left.Keys[i], out var value) || !AreEqual(left.Values[i], value, evaluation))
            {
                return false;
            }
        }

        return true;
    }
}
