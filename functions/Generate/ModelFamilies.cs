using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Generate;

/// <summary>All supported model families. Add a new family here and in its own file.</summary>
internal static class ModelFamilies
{
    private static readonly IModelFamily[] All = [new StabilityImage()];

    /// <exception cref="ModelRequestRejectedException">No family supports this model.</exception>
    public static IModelFamily For(string modelId) =>
        Array.Find(All, family => family.Supports(modelId))
        ?? throw new ModelRequestRejectedException(
            $"Model '{modelId}' is not supported. Set MODEL_ID to a model of Stability AI, "
                + "or add its family in functions/Generate."
        );
}
