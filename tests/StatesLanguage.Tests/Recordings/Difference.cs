using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.Recordings;

/// <summary>The first difference between two documents. The recordings have placeholders for values that differ between runs.</summary>
public static partial class Difference
{
    private static readonly HashSet<string> Ignored =
    [
        "timestamp",
        "ResponseMetadata",
        "SdkHttpMetadata",
        "SdkResponseMetadata",
        "requestId",
        "stackTrace",
        "roleArn",
        "redriveCount",
        "RedriveCount",
    ];

    private static readonly HashSet<string> Anything =
    [
        "timestamp",
        "date",
        "RequestId",
        "X-Amzn-Trace-Id",
        "x-amzn-RequestId",
        "x-amz-crc32",
        "request-id",
        "task_token",
        "RandomNumberGenerated",
        "map_run_arn",
    ];

    /// <returns>Null for equal documents.</returns>
    public static string? Between(JsonValue? expected, JsonValue? actual, string path)
    {
        expected = Unwrap(expected);
        actual = Unwrap(actual);
        // The recordings have some documents as values and some as text.
        if (expected is not (null or JsonString) && actual is JsonString { Value: var json } && JsonValue.TryParse(json, out var parsed))
        {
            actual = parsed;
        }

        if (expected is JsonString { Value: var text })
        {
            if (Anything.Contains(text))
            {
                return null;
            }

            if (Placeholder().IsMatch(text) && actual is not null && Matches(text, actual))
            {
                return null;
            }
        }
        switch (expected, actual)
        {
            case (JsonObject e, JsonObject a):
                foreach (
                    var key in e.Select(p => p.Key)
                        .Union(a.Select(p => p.Key))
                        .Where(k => !Ignored.Contains(k))
                        .Order(StringComparer.Ordinal)
                )
                {
                    if (e[key] is not { } left)
                    {
                        return $"{path}.{key}: unexpected {a[key]}";
                    }

                    if (a[key] is not { } right)
                    {
                        return $"{path}.{key}: missing, expected {left}";
                    }

                    if (Between(left, right, $"{path}.{key}") is { } below)
                    {
                        return below;
                    }
                }
                return null;
            case (JsonArray e, JsonArray a):
                for (var i = 0; i < Math.Max(e.Count, a.Count); i++)
                {
                    if (i >= e.Count)
                    {
                        return $"{path}[{i}]: unexpected {a[i]}";
                    }

                    if (i >= a.Count)
                    {
                        return $"{path}[{i}]: missing, expected {e[i]}";
                    }

                    if (Between(e[i], a[i], $"{path}[{i}]") is { } below)
                    {
                        return below;
                    }
                }
                return null;
            case (JsonNumber e, JsonNumber a) when e.Double.Equals(a.Double):
                return null;
            case (null or { IsNull: true }, null or { IsNull: true }):
                return null;
            default:
                return expected is not null && expected.Equals(actual)
                    ? null
                    : $"{path}: expected {expected?.ToJson() ?? "nothing"}, actual {actual?.ToJson() ?? "nothing"}";
        }
    }

    private static JsonValue? Unwrap(JsonValue? value) =>
        value is JsonString { Value: ['{' or '[' or '"', ..] text } && JsonValue.TryParse(text, out var parsed) ? Unwrap(parsed) : value;

    private static bool Matches(string pattern, JsonValue actual)
    {
        var text = actual is JsonString s ? s.Value : actual.ToJson();
        var regex =
            "^"
            + string.Concat(Placeholder().Split(pattern).Select((part, i) => i == 0 ? Regex.Escape(part) : "(?s:.+)" + Regex.Escape(part)))
            + "$";
        return Regex.IsMatch(text, regex, RegexOptions.NonBacktracking);
    }

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Placeholder();
}
