using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Pipeline.Models;

/// <summary>
/// Local substitutes for Bedrock's text-to-image models: the same requests, responses and errors, but images come from an
/// <see cref="IImageSource"/>.
/// </summary>
public sealed class ImageModels
{
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Lock _randomLock = new();
    private readonly CallQuota _quota;
    private readonly IImageSource _images;
    private volatile ModelOptions _options;

    /// <param name="options">The initial behaviour.</param>
    /// <param name="time">The clock of latencies and quota.</param>
    /// <param name="random">Draws seeds, latencies and failures. The caller must not use it afterwards.</param>
    /// <param name="images">Makes the images; null draws them.</param>
    public ImageModels(ModelOptions options, TimeProvider time, Random random, IImageSource? images = null)
    {
        options.Validate();
        _options = options;
        _time = time;
        _random = random;
        _images = images ?? new DrawnImages();
        _quota = new CallQuota(time);
    }

    /// <summary>The behaviour. A change applies from the next call.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public ModelOptions Options
    {
        get => _options;
        set
        {
            value.Validate();
            _options = value;
        }
    }

    /// <summary>Answers one InvokeModel call.</summary>
    /// <returns>The response's JSON.</returns>
    /// <exception cref="AwsException">The error that Bedrock returns for the request, or a failure that <see cref="ModelOptions"/>
    /// requests.</exception>
    public async Task<byte[]> InvokeAsync(string modelId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var options = _options;
        var model = ModelCatalog.Find(modelId);
        var request = StabilityRequest.Parse(body, model);
        if (!_quota.TryTake(options.QuotaPerMinute))
        {
            throw new AwsException("ThrottlingException", "Too many requests, please wait before trying again.", 429);
        }

        var latency = options.LowestLatency + ((options.HighestLatency - options.LowestLatency) * NextDouble());
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, _time, cancellationToken);
        }

        if (options.ErrorRate > 0 && NextDouble() < options.ErrorRate)
        {
            throw RandomModelError.Create(NextDouble(), modelId);
        }

        if (ContentFilter.Blocks(request.Prompt, options.BlockedWords))
        {
            return StabilityResponse.Filtered();
        }

        if (request.Seed == 0)
        {
            request = request with { Seed = 1 + (long)(NextDouble() * (model.HighestSeed - 1)) };
        }

        return await _images.CreateAsync(model, request, cancellationToken) is { } image
            ? StabilityResponse.Write(image, request.Seed)
            : StabilityResponse.Filtered();
    }

    private double NextDouble()
    {
        lock (_randomLock)
        {
            return _random.NextDouble();
        }
    }
}
