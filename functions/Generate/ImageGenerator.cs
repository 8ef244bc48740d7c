using Amazon.Lambda.Core;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Metrics;

namespace PromptToImage.Functions.Generate;

/// <summary>Generates and stages an image, unless an earlier attempt has staged it.</summary>
/// <param name="price">The price of an image in US dollars; null selects the list price.</param>
internal sealed class ImageGenerator(BedrockModel model, StagingArea staging, decimal? price, TimeProvider time, MetricLog metrics)
{
    public async Task<StagedImage> GenerateAsync(GenerateInput input, ILambdaContext context)
    {
        var request = input.Request;
        if (await staging.FindAsync(input) is { } staged)
        {
            context.Logger.LogInformation($"The image of {request.Id} was staged before.");
            return staged;
        }

        var began = time.GetTimestamp();
        ModelImage generated;
        try
        {
            generated = await model.GenerateAsync(request);
        }
        catch (Exception e)
        {
            metrics.Write(
                context.FunctionName,
                Metric.Count(MetricNames.ModelUnavailable, e is ModelThrottledException or ModelUnavailableException ? 1 : 0),
                Metric.Count(MetricNames.Filtered, e is ContentFilteredException ? 1 : 0)
            );
            throw;
        }

        var latency = time.GetElapsedTime(began);
        var cost = price ?? ModelPrices.For(request.ModelId);
        var image = await staging.PutAsync(input, generated, time.GetUtcNow(), latency, cost);
        metrics.Write(
            context.FunctionName,
            Metric.Count(MetricNames.ModelUnavailable, 0),
            Metric.Milliseconds(MetricNames.GenerationLatency, latency.TotalMilliseconds),
            Metric.Dollars(MetricNames.EstimatedCost, cost ?? 0)
        );
        context.Logger.LogInformation($"{request.ModelId} generated the image of {request.Id} in {image.LatencyMilliseconds} ms, {image.Size} bytes.");
        return image;
    }
}
