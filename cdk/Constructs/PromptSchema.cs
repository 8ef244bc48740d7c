using Amazon.CDK.AWS.APIGateway;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Cdk.Constructs;

/// <summary>
/// The JSON schema (draft 4) of <c>POST /generate</c>. Validate checks the rules that a schema cannot express. A request that the
/// schema rejects costs no execution.
/// </summary>
public static class PromptSchema
{
    public static JsonSchema Create() =>
        new()
        {
            Schema = JsonSchemaVersion.DRAFT4,
            Title = "Prompt",
            Type = JsonSchemaType.OBJECT,
            Required = ["prompt"],
            AdditionalProperties = false,
            Properties = new Dictionary<string, IJsonSchema>
            {
                ["prompt"] = new JsonSchema
                {
                    Type = JsonSchemaType.STRING,
                    MinLength = 1,
                    MaxLength = PromptRules.MaximumLength,
                    Pattern = @"\S",
                },
                ["negativePrompt"] = new JsonSchema { Type = JsonSchemaType.STRING, MaxLength = PromptRules.MaximumLength },
                ["aspectRatio"] = new JsonSchema { Type = JsonSchemaType.STRING, Enum = [.. PromptRules.AspectRatios] },
                ["seed"] = new JsonSchema
                {
                    Type = JsonSchemaType.INTEGER,
                    Minimum = 0,
                    Maximum = PromptRules.MaximumSeed,
                },
                ["outputFormat"] = new JsonSchema { Type = JsonSchemaType.STRING, Enum = [.. PromptRules.OutputFormats] },
                ["id"] = new JsonSchema { Type = JsonSchemaType.STRING, Pattern = $"^{PromptId.Pattern}$" },
            },
        };
}
