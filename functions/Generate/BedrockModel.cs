using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Generate;

/// <summary>Draws pictures with a model on Bedrock.</summary>
internal sealed class BedrockModel(IAmazonBedrockRuntime bedrock)
{
    public async Task<ModelImage> GenerateAsync(GenerationRequest request)
    {
        var family = ModelFamilies.For(request.ModelId);
        using MemoryStream body = new(family.WriteRequest(request));
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

        // Megabytes of base64: not copied where the stream gives its buffer away.
        return family.ReadAnswer(response.Body.TryGetBuffer(out var answer) ? answer : response.Body.ToArray(), request);
    }
}
