namespace PromptToImage.Contracts;

/// <summary>
/// The models that the pipeline can call, by the prefixes of their ids. <c>functions/Generate</c> has the requests and responses of each
/// family.
/// </summary>
public static class SupportedModels
{
    /// <summary>
    /// Stability AI's text-to-image models. Its image services, which edit images, have other ids. Inference profiles also have other ids,
    /// for example <c>us.stability…</c>.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-stability-diffusion.html</remarks>
    public static IReadOnlyList<string> Stability { get; } =
    ["stability.stable-image-core-", "stability.stable-image-ultra-", "stability.sd3-5-"];

    /// <summary>Whether the pipeline supports this model.</summary>
    /// <param name="modelId">A Bedrock model id.</param>
    public static bool Contains(string modelId) => Stability.Any(start => modelId.StartsWith(start, StringComparison.Ordinal));
}
