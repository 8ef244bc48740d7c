using System.Text.Json;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Pipeline.Api;

/// <summary>
/// The rules of the deployed API's request model (<c>cdk/Constructs/PromptSchema.cs</c>), which rejects a prompt before it reaches
/// the queue. Rules that a JSON schema cannot express are left to Validate, as on AWS.
/// </summary>
internal static class PromptApiSchema
{
    public static IReadOnlyList<string> FindErrors(JsonElement prompt) =>
        [.. prompt.EnumerateObject().Select(property => FindError(property.Name, property.Value)).OfType<string>()];

    private static string? FindError(string name, JsonElement value) =>
        name switch
        {
            // GenerateProtocol checks it.
            "id" => null,
            "prompt" or "negativePrompt" => Length(value) is { } length && length <= PromptRules.MaximumLength
                ? null
                : $"{name} must be a string of at most {PromptRules.MaximumLength} characters.",
            "aspectRatio" => OneOf(name, value, PromptRules.AspectRatios),
            "outputFormat" => OneOf(name, value, PromptRules.OutputFormats),
            "seed" => value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var seed)
            && seed is >= 0 and <= PromptRules.MaximumSeed
                ? null
                : $"seed must be a whole number from 0 to {PromptRules.MaximumSeed}.",
            _ => $"{name} is not a property of a prompt.",
        };

    // A JSON schema counts Unicode code points.
    private static int? Length(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()!.EnumerateRunes().Count() : null;

    private static string? OneOf(string name, JsonElement value, IReadOnlyList<string> allowed) =>
        value.ValueKind == JsonValueKind.String && allowed.Contains(value.GetString())
            ? null
            : $"{name} must be one of {string.Join(", ", allowed)}.";
}
