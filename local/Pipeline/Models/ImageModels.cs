using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Contracts.Values;
using PromptToImage.Pipeline.Models.Drawing;
using PromptToImage.Pipeline.Models.Formats;

namespace PromptToImage.Pipeline.Models;

/// <summary>
/// Local substitutes for Bedrock's text-to-image models: the same requests, responses and errors, but images are drawn, not
/// generated. Equal requests (model, prompts, aspect ratio, seed) give equal bytes, different requests different ones.
/// </summary>
public sealed class ImageModels
{
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Lock _randomLock = new();
    private readonly CallQuota _quota;
    private readonly PromptDrawing _drawing = new();
    private volatile ModelOptions _options;

    /// <param name="options">The initial behaviour.</param>
    /// <param name="time">The clock of latencies and quota.</param>
    /// <param name="random">Draws seeds, latencies and failures. The caller must not use it afterwards.</param>
    public ImageModels(ModelOptions options, TimeProvider time, Random random)
    {
        options.Validate();
        _options = options;
        _time = time;
        _random = random;
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
            return """{"finish_reasons":["Filter reason: prompt"]}"""u8.ToArray();
        }

        var seed = request.Seed != 0 ? request.Seed : 1 + (long)(NextDouble() * (model.HighestSeed - 1));
        return StabilityAnswer.Write(Draw(model, request, seed), seed);
    }

    private byte[] Draw(ImageModel model, StabilityRequest request, long seed)
    {
        var digest = Digest(model, request, seed);
        var (width, height) = AspectRatios.SizeOf(request.AspectRatio);
        var foot = string.Create(CultureInfo.InvariantCulture, $"seed {seed} · {model.ShortName} · drawn locally, no model was used");
        // The digest is also in the file, so that different requests give different bytes even if their images look the same.
        var comment = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, request {Convert.ToHexStringLower(digest)}");
        using var canvas = _drawing.Draw(width, height, request.Prompt, foot, digest);
        return request.IsJpeg ? JpegEncoder.Encode(canvas, comment) : PngEncoder.Encode(canvas, comment);
    }

    private static byte[] Digest(ImageModel model, StabilityRequest request, long seed)
    {
        // A prompt may contain NUL; the length before it keeps the parts unambiguous.
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
