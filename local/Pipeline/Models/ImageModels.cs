using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Contracts.Values;
using PromptToImage.Pipeline.Models.Drawing;
using PromptToImage.Pipeline.Models.Formats;

namespace PromptToImage.Pipeline.Models;

/// <summary>
/// Bedrock's text-to-image models, stood in for: the same requests, answers and errors, and a picture that is drawn
/// instead of dreamt. Equal requests (model, prompts, ratio, seed) give equal bytes, others different ones.
/// </summary>
public sealed class ImageModels
{
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Lock _randomLock = new();
    private readonly CallQuota _quota;
    private readonly PromptPicture _picture = new();
    private volatile ModelOptions _options;

    /// <param name="random">Seeds; latencies and failures. Not used elsewhere at the same time.</param>
    public ImageModels(ModelOptions options, TimeProvider time, Random random)
    {
        options.Validate();
        _options = options;
        _time = time;
        _random = random;
        _quota = new CallQuota(time);
    }

    /// <summary>How it behaves; may be changed while it works, from the next call on.</summary>
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

    /// <summary>One InvokeModel call; returns the answer's JSON.</summary>
    /// <exception cref="AwsException">What Bedrock would refuse it with, or one of the failures asked for by <see cref="ModelOptions"/>.</exception>
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
            throw ModelFailure.Pick(NextDouble(), modelId);
        }

        if (ContentFilter.Blocks(request.Prompt, options.BlockedWords))
        {
            return """{"finish_reasons":["Filter reason: prompt"]}"""u8.ToArray();
        }

        var seed = request.Seed != 0 ? request.Seed : 1 + (long)(NextDouble() * (model.HighestSeed - 1));
        return StabilityAnswer.Write(Draw(model, request, seed), seed);
    }

    private byte[] Draw(ImageModel model, StabilityRequest request, long seed)
    {
        var digest = Digest(model, request, seed);
        var (width, height) = AspectRatios.SizeOf(request.AspectRatio);
        var foot = string.Create(CultureInfo.InvariantCulture, $"seed {seed} · {model.ShortName} · drawn locally, no model was asked");
        // The digest stands in the file too, so that two requests differ even if their pictures should not.
        var comment = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, request {Convert.ToHexStringLower(digest)}");
        using var canvas = _picture.Draw(width, height, request.Prompt, foot, digest);
        return request.IsJpeg ? JpegEncoder.Encode(canvas, comment) : PngEncoder.Encode(canvas, comment);
    }

    private static byte[] Digest(ImageModel model, StabilityRequest request, long seed)
    {
        // A NUL cannot end early: prompts may hold one, but the counts before it tell the parts apart.
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Id}\0{request.AspectRatio}\0{seed}\0{request.Prompt.Length}\0{request.Prompt}\0{request.NegativePrompt}"
        );
        return SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }

    private double NextDouble()
    {
        lock (_randomLock)
        {
            return _random.NextDouble();
        }
    }
}
