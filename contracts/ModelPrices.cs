using PromptToImage.Contracts.Messages;

namespace PromptToImage.Contracts;

/// <summary>
/// List prices of one image in US dollars, as of November 2026: https://aws.amazon.com/bedrock/pricing/. Where sources differ, the higher
/// price is used. The setting <c>IMAGE_PRICE_USD</c> overrides them.
/// </summary>
public static class ModelPrices
{
    public static decimal? For(string modelId) =>
        modelId switch
        {
            PromptRules.DefaultModelId => 0.04m,
            "stability.sd3-5-large-v1:0" => 0.08m,
            "stability.stable-image-ultra-v1:1" => 0.14m,
            _ => null,
        };
}
