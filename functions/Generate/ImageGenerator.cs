using Amazon.Lambda.Core;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Metrics;

namespace PromptToImage.Functions.Generate;

/// <summary>Has a picture drawn and staged, or finds that this was done before.</summary>
/// <param name="price">What a picture costs, where the list price does not hold.</param>
internal sealed class ImageGenerator(BedrockModel model, StagingArea staging, decimal? price, TimeProvider time, MetricLog metrics)
{
    public async Task<StagedImage> GenerateAsync(GenerateInput input, ILambdaContext context)
    {
        var request = input.Request;
        if (await staging.FindAsync(input) is { } staged)
        {
            context.Logger.LogInformation($"The picture of {request.Id} was staged before.");
            return staged;
        }

        var began = time.GetTimestamp();
        ModelImage picture;
        try
        {
            picture = await model.GenerateAsync(request);
        }
        catch (ContentFilteredException)
        {
            metrics.Write(context.FunctionName, Metric.Count(MetricNames.Filtered, 1));
            throw;
        }

        var latency = time.GetElapsedTime(began);
        var cost = price ?? ModelPrices.For(request.ModelId);
        var image = await staging.PutAsync(input, picture, time.GetUtcNow(), latency, cost);
        metrics.Write(
            context.FunctionName,
            Metric.Milliseconds(MetricNames.GenerationLatency, latency.TotalMilliseconds),
            Metric.Dollars(MetricNames.EstimatedCost, cost ?? 0)
        );
        context.Logger.LogInformation($"{request.ModelId} drew {request.Id} in {image.LatencyMilliseconds} ms, {image.Size} bytes.");
        return image;
    }
}
