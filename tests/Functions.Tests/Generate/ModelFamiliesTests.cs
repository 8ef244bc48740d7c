using PromptToImage.Contracts;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Generate;

namespace PromptToImage.Functions.Tests.Generate;

public sealed class ModelFamiliesTests
{
    [Theory]
    [InlineData("stability.stable-image-core-v1:1")]
    [InlineData("stability.stable-image-ultra-v1:1")]
    [InlineData("stability.sd3-5-large-v1:0")]
    public void Every_model_that_a_deployment_accepts_has_a_family(string model)
    {
        Assert.True(SupportedModels.Contains(model));
        Assert.True(ModelFamilies.For(model).Supports(model));
    }

    [Theory]
    [InlineData("amazon.nova-canvas-v1:0")]
    [InlineData("us.stability.stable-image-core-v1:1")]
    [InlineData("stability.stable-image-inpaint-v1:0")]
    public void A_model_that_a_deployment_rejects_has_no_family(string model)
    {
        Assert.False(SupportedModels.Contains(model));
        Assert.Throws<ModelRequestRejectedException>(() => ModelFamilies.For(model));
    }
}
