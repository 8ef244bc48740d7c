using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Pipeline.Models;

/// <summary>A validated request in Stability's schema,
/// https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-stable-image-ultra-text-image-request-response.html.</summary>
public sealed record StabilityRequest
{
    private const int LongestPrompt = 10_000;

    public required string Prompt { get; init; }

    public string NegativePrompt { get; init; } = "";

    public string AspectRatio { get; init; } = AspectRatios.Default;

    /// <summary>The seed; 0 lets the model choose.</summary>
    public long Seed { get; init; }

    public bool IsJpeg { get; init; }

    /// <exception cref="AwsException">ValidationException with the text of Bedrock's schema validation.</exception>
    public static StabilityRequest Parse(ReadOnlyMemory<byte> body, ImageModel model)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, model);
        }
        catch (JsonException)
        {
            throw Malformed("");
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json throws this for a string with an unpaired surrogate.
            throw Malformed("");
        }
    }

    private static StabilityRequest Read(JsonElement root, ImageModel model)
    {
        List<string> violations = [];
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Malformed($": #: expected type: JSONObject, found: {NameOf(root)}");
        }

        var request = new StabilityRequest { Prompt = "" };
        var hasPrompt = false;
        foreach (var property in root.EnumerateObject())
        {
            var value = property.Value;
            switch (property.Name)
            {
                case "prompt":
                    hasPrompt = true;
                    request = request with { Prompt = Text(value, "prompt", 1, violations) };
                    break;
                case "negative_prompt":
                    request = request with { NegativePrompt = Text(value, "negative_prompt", 0, violations) };
                    break;
                case "aspect_ratio":
                    request = request with { AspectRatio = OneOf(value, "aspect_ratio", AspectRatios.All, violations) };
                    break;
                case "output_format":
                    request = request with { IsJpeg = OneOf(value, "output_format", ["png", "jpeg"], violations) == "jpeg" };
                    break;
                case "mode":
                    OneOf(value, "mode", ["text-to-image"], violations);
                    break;
                case "seed":
                    request = request with { Seed = SeedOf(value, model.HighestSeed, violations) };
                    break;
                default:
                    violations.Add($"#: extraneous key [{property.Name}] is not permitted");
                    break;
            }
        }

        if (!hasPrompt)
        {
            violations.Add("#: required key [prompt] not found");
        }

        return violations.Count switch
        {
            0 => request,
            1 => throw Malformed(": " + violations[0]),
            _ => throw Malformed($": {violations.Count} schema violations found"),
        };
    }

    private static string Text(JsonElement value, string name, int shortest, List<string> violations)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            violations.Add($"#/{name}: expected type: String, found: {NameOf(value)}");
            return "";
        }

        var text = value.GetString()!;
        var length = text.EnumerateRunes().Count();
        if (length < shortest)
        {
            violations.Add($"#/{name}: expected minLength: {shortest}, actual: {length}");
        }

        if (length > LongestPrompt)
        {
            violations.Add($"#/{name}: expected maxLength: {LongestPrompt}, actual: {length}");
        }

        return text;
    }

    private static string OneOf(JsonElement value, string name, IReadOnlyCollection<string> allowed, List<string> violations)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (value.ValueKind != JsonValueKind.String || !allowed.Contains(text))
        {
            violations.Add($"#/{name}: {text} is not a valid enum value");
        }

        return text;
    }

    private static long SeedOf(JsonElement value, long highest, List<string> violations)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number) || number != decimal.Truncate(number))
        {
            violations.Add($"#/seed: expected type: Integer, found: {NameOf(value)}");
            return 0;
        }

        if (number < 0)
        {
            violations.Add($"#/seed: {number} is not greater or equal to 0");
        }
        else if (number > highest)
        {
            violations.Add($"#/seed: {number} is not less or equal to {highest}");
        }
        else
        {
            return (long)number;
        }

        return 0;
    }

    private static string NameOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "JSONObject",
            JsonValueKind.Array => "JSONArray",
            JsonValueKind.String => "String",
            JsonValueKind.Number => value.TryGetInt64(out _) ? "Integer" : "BigDecimal",
            JsonValueKind.Null => "Null",
            _ => "Boolean",
        };

    private static AwsException Malformed(string violation) =>
        new("ValidationException", $"Malformed input request{violation}, please reformat your input and try again.");
}
