using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Generate;

/// <summary>Generates images with a model on Bedrock.</summary>
internal sealed class BedrockModel(IAmazonBedrockRuntime bedrock)
{
    public async Task<ModelImage> GenerateAsync(GenerationRequest request)
    {
        var family = ModelFamilies.For(request.ModelId);
        using var body = new MemoryStream(family.WriteRequest(request));
        InvokeModelResponse response;
        try
        {
            response = await bedrock.InvokeModelAsync(
                new InvokeModelRequest
                {
                    ModelId = request.ModelId,
                    ContentType = "application/json",
                    Accept = "application/json",
                    Body = body,
                }
            );
        }
        catch (Exception e)
        {
            throw ModelFailure.From(e, request.ModelId);
        }

        // The response has megabytes of base64. It is not copied if the stream exposes its buffer.
        return family.ReadResponse(response.Body.TryGetBuffer(out var buffer) ? buffer : response.Body.ToArray(), request);
    }
}
