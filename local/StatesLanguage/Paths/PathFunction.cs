using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Paths;

/// <summary>The functions at the end of a path, for example <c>.length()</c>.</summary>
internal static class PathFunction
{
    public static bool IsKnown(string name) =>
        name is "length" or "size" or "min" or "max" or "avg" or "sum" or "stddev" or "keys" or "first" or "last";

    /// <returns>Null where the function has no value for this argument.</returns>
    public static JsonValue? Apply(string name, JsonValue value)
    {
        switch (name)
        {
            case "length" or "size":
                return value switch
                {
                    JsonArray array => JsonValue.From(array.Count),
                    JsonObject o => JsonValue.From(o.Count),
                    JsonString s => JsonValue.From(s.Value.Length),
                    _ => null,
                };
            case "keys":
                return value is JsonObject keyed ? JsonArray.From(keyed.Select(p => JsonValue.From(p.Key))) : null;
            case "first":
                return value is JsonArray { Count: > 0 } all ? all[0] : null;
            case "last":
                return value is JsonArray { Count: > 0 } list ? list[list.Count - 1] : null;
        }

        var numbers = value is JsonArray items ? items.OfType<JsonNumber>().Select(n => n.Double).ToArray() : [];
        if (numbers.Length == 0)
        {
            return null;
        }

        var mean = numbers.Average();
        var result = name switch
        {
            "min" => numbers.Min(),
            "max" => numbers.Max(),
            "sum" => numbers.Sum(),
            "avg" => mean,
            _ => Math.Sqrt(numbers.Sum(n => (n - mean) * (n - mean)) / numbers.Length),
        };
        return double.IsFinite(result) ? JsonNumber.From(result) : null;
    }
}
