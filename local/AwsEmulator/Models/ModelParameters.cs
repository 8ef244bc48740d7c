using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Models;

/// <summary>The parameters of Bedrock Runtime's operations that are offered. InvokeModel's own ones are in the model's JSON.</summary>
internal static class ModelParameters
{
    public static readonly OfferedParameters All = new(
        new Dictionary<string, string> { ["InvokeModel"] = "accept content-type" },
        RequestHeaders.OfSignature,
        withoutEffect: "accept content-type"
    );
}
