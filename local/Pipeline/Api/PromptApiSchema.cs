using System.Text.Json;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Pipeline.Api;

/// <summary>
/// What the deployed API's schema refuses before a prompt reaches the queue (<c>cdk/Constructs/PromptSchema.cs</c>), beyond
/// what <c>POST /generate</c> looks at by itself. What no schema can say is left to Validate, as there.
/// </summary>
internal static class PromptApiSchema
{
    public static IReadOnlyList<string> FaultsOf(JsonElement prompt) =>
        [.. prompt.EnumerateObject().Select(property => FaultOf(property.Name, property.Value)).OfType<string>()];

    private static string? FaultOf(string name, JsonElement value) =>
        name switch
        {
            // Looked at already.
            "id" => null,
            "prompt" or "negativePrompt" => Length(value) is { } length && length <= PromptRules.MaximumLength
                ? null
                : $"{name} is a text of at most {PromptRules.MaximumLength} characters.",
            "aspectRatio" => OneOf(name, value, PromptRules.AspectRatios),
            "outputFormat" => OneOf(name, value, PromptRules.OutputFormats),
            "seed" => value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var seed)
            && seed is >= 0 and <= PromptRules.MaximumSeed
                ? null
                : $"seed is a whole number from 0 to {PromptRules.MaximumSeed}.",
            _ => $"{name} is no property of a prompt.",
        };

    // A schema counts Unicode code points.
    private static int? Length(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()!.EnumerateRunes().Count() : null;

    private static string? OneOf(string name, JsonElement value, IReadOnlyList<string> allowed) =>
        value.ValueKind == JsonValueKind.String && allowed.Contains(value.GetString())
            ? null
            : $"{name} is one of {string.Join(", ", allowed)}.";
}
