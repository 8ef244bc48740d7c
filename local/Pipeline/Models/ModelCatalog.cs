using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Pipeline.Models;

/// <summary>Finds a model by its id, and reports other ids as Bedrock does.</summary>
internal static class ModelCatalog
{
    // Image models past their end of life: clients get the same error as on AWS.
    private static readonly string[] Ended =
    [
        "amazon.titan-image-generator-",
        "amazon.nova-canvas-",
        "stability.sd3-large-",
        "stability.stable-diffusion-xl-",
        "stability.stable-image-core-v1:0",
        "stability.stable-image-ultra-v1:0",
    ];

    private static readonly string[] Providers =
    [
        "ai21.",
        "amazon.",
        "anthropic.",
        "cohere.",
        "deepseek.",
        "meta.",
        "mistral.",
        "openai.",
        "qwen.",
        "stability.",
        "twelvelabs.",
        "writer.",
    ];

    /// <param name="modelId">The id, or the ARN that ends in it.</param>
    /// <exception cref="AwsException">ResourceNotFoundException, AccessDeniedException or ValidationException.</exception>
    public static ImageModel Find(string modelId)
    {
        var id = modelId.StartsWith("arn:", StringComparison.Ordinal) ? modelId[(modelId.LastIndexOf('/') + 1)..] : modelId;
        if (ImageModel.All.TryGetValue(id, out var model))
        {
            return model;
        }

        if (Ended.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal)))
        {
            throw new AwsException(
                "ResourceNotFoundException",
                "This model version has reached the end of its life. Please refer to the AWS documentation for more details.",
                404
            );
        }

        if (Providers.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal)))
        {
            throw new AwsException("AccessDeniedException", "You don't have access to the model with the specified model ID.", 403);
        }

        throw new AwsException("ValidationException", "The provided model identifier is invalid.");
    }
}
