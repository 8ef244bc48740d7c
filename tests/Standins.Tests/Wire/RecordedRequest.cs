using System.Text.Json.Nodes;

namespace PromptToImage.Standins.Tests.Wire;

/// <summary>A request as it arrived.</summary>
public sealed record RecordedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The form's fields, decoded.</summary>
    public IReadOnlyDictionary<string, string> Form =>
        Body.Split('&')
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]));
}
