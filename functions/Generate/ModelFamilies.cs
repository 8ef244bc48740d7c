using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Generate;

/// <summary>Every family of models that can be used; a new one is added here and in a file of its own.</summary>
internal static class ModelFamilies
{
    private static readonly IModelFamily[] All = [new StabilityImage()];

    /// <exception cref="ModelRequestRejectedException">No family has this model.</exception>
    public static IModelFamily For(string modelId) =>
        Array.Find(All, family => family.Supports(modelId))
        ?? throw new ModelRequestRejectedException(
            $"There is no way to speak with model '{modelId}' yet. Set MODEL_ID to a model of Stability AI, "
                + "or add its family in functions/Generate."
        );
}
