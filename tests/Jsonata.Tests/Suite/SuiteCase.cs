using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Tests.Suite;

/// <summary>One case of JSONata's own test suite.</summary>
internal sealed class SuiteCase(JsonValue json, JsonValue datasets)
{
    public static IReadOnlyDictionary<string, SuiteCase> All { get; } = SuiteFolder.Path is { } folder ? Load(folder) : [];

    public string Expression => ((JsonString)json["expr"]!).Value;

    public JsonValue? Input => json["dataset"] is JsonString name ? datasets[name.Value] : json["data"];

    public JsonValue? Result => json["result"];

    /// <summary>The order of the result's items does not count.</summary>
    public bool IsUnordered => json["unordered"] is { Kind: JsonKind.True };

    public bool IsUndefined => json["undefinedResult"] is { Kind: JsonKind.True };

    public JsonValue? Code => json["code"] ?? json["error"]?["code"];

    public JsonValue? Token => json["token"] ?? json["error"]?["token"];

    public JsonValue? Message => json["error"]?["message"];

    public EvaluationSettings Settings
    {
        get
        {
            var settings = Evaluations.Settings with { Variables = json["bindings"] is { } bindings ? name => bindings[name] : null };
            return json["depth"] is JsonNumber { Long: { } depth } ? settings with { MaxDepth = (int)depth } : settings;
        }
    }

    private static Dictionary<string, SuiteCase> Load(string folder)
    {
        var datasets = JsonValue.Parse(File.ReadAllText(Path.Combine(folder, "datasets.json")));
        var cases = (JsonArray)JsonValue.Parse(File.ReadAllText(Path.Combine(folder, "cases.json")));
        return cases.ToDictionary(json => ((JsonString)json["id"]!).Value, json => new SuiteCase(json, datasets), StringComparer.Ordinal);
    }
}
