using System.Text;
using System.Text.Json;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Metrics;
using PromptToImage.Functions.Store;
using PromptToImage.Functions.Tests.Fakes;

namespace PromptToImage.Functions.Tests.Store;

public sealed class StoreFunctionTests : IDisposable
{
    private const string StagedKey = "team/staging/order-1";
    private const string ImageName = "team/images/2026/11/21/order-1.png";
    private const string ManifestName = "team/images/2026/11/21/order-1.json";

    private readonly MemoryObjects _objects = new();
    private readonly ManualTime _time = new();
    private readonly StringWriter _metrics = new();

    public StoreFunctionTests() => Stage(TestImages.Png(1344, 768), "image/png");

    [Fact]
    public async Task It_copies_the_image_then_writes_the_manifest_then_deletes_the_staged_object()
    {
        var stored = await StoreAsync();
        Assert.Equal([$"get {StagedKey}", $"copy {StagedKey} {ImageName}", $"put {ManifestName}", $"delete {StagedKey}"], _objects.Calls);
        Assert.Equal([ManifestName, ImageName], _objects.Objects.Keys);
        Assert.Equal(
            new StoredImage
            {
                Bucket = MemoryObjects.Bucket,
                Key = ImageName,
                ManifestKey = ManifestName,
                ContentType = "image/png",
                Size = 64,
                Sha256 = "0badcafe",
                Width = 1344,
                Height = 768,
                StoredAt = _time.Now,
            },
            stored
        );
        Assert.Contains("\"ImagesStored\":1", _metrics.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_describes_the_image()
    {
        await StoreAsync();
        Assert.Equal(
            """
            {
              "id": "order-1",
              "prompt": "A croissant \u003Ctrès bon>",
              "aspectRatio": "16:9",
              "seed": 43,
              "outputFormat": "png",
              "modelId": "stability.stable-image-core-v1:1",
              "finishReason": null,
              "image": {
                "bucket": "prompt-to-image",
                "key": "team/images/2026/11/21/order-1.png",
                "manifestKey": "team/images/2026/11/21/order-1.json",
                "contentType": "image/png",
                "size": 64,
                "sha256": "0badcafe",
                "width": 1344,
                "height": 768,
                "storedAt": "2026-11-22T08:30:00+00:00"
              },
              "attempts": 2,
              "startedAt": "2026-11-21T23:59:59+00:00",
              "generatedAt": "2026-11-22T08:29:00+00:00",
              "generationMilliseconds": 4500,
              "estimatedCostUsd": 0.04,
              "executionArn": "arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:order-1-r2"
            }
            """,
            Encoding.UTF8.GetString(_objects.Objects[ManifestName].Bytes)
        );
    }

    [Theory]
    [InlineData("get")]
    [InlineData("copy")]
    [InlineData("put")]
    [InlineData("delete")]
    public async Task A_failure_after_any_operation_can_be_retried(string operation)
    {
        _objects.BreaksAfter = operation;
        await Assert.ThrowsAsync<HttpRequestException>(StoreAsync);
        _time.Now += TimeSpan.FromMinutes(1);
        var stored = await StoreAsync();
        Assert.Equal([ManifestName, ImageName], _objects.Objects.Keys);
        var manifest = JsonSerializer.Deserialize(_objects.Objects[ManifestName].Bytes, ManifestJson.ForPeople.ImageManifest)!;
        Assert.Equal(stored, manifest.Image);
    }

    [Fact]
    public async Task A_retry_after_success_returns_the_same_result()
    {
        var first = await StoreAsync();
        _time.Now += TimeSpan.FromHours(1);
        Assert.Equal(first, await StoreAsync());
    }

    [Fact]
    public async Task A_missing_staged_image_is_reported_with_its_key()
    {
        _objects.Objects.Clear();
        var missing = await Assert.ThrowsAsync<StagedImageMissingException>(StoreAsync);
        Assert.StartsWith(
            "The staged image s3://prompt-to-image/team/staging/order-1 does not exist",
            missing.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_manifest_of_another_execution_is_ignored()
    {
        await StoreAsync();
        await Assert.ThrowsAsync<StagedImageMissingException>(() =>
            StoreAsync(
                Input() with
                {
                    Execution = Input().Execution with
                    {
                        Arn = "arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:order-1-r3",
                    },
                }
            )
        );
    }

    [Fact]
    public async Task An_object_that_is_not_an_image_is_corrupt()
    {
        Stage([.. "<html>not found</html>"u8, .. new byte[42]], "image/png");
        await CorruptAsync("it is neither a PNG nor a JPEG");
    }

    [Fact]
    public async Task A_jpeg_that_claims_to_be_a_png_is_corrupt()
    {
        var jpeg = TestImages.Jpeg(8, 8, metadata: 2);
        Stage(jpeg, "image/png");
        await CorruptAsync(
            "it is image/jpeg, but image/png was requested",
            Input() with
            {
                Image = Input().Image with { Size = jpeg.Length },
            }
        );
    }

    [Fact]
    public async Task An_image_with_another_size_than_the_claim_check_is_corrupt() =>
        await CorruptAsync(
            "it is not the image that was staged",
            Input() with
            {
                Image = Input().Image with { Size = 65 },
            }
        );

    [Fact]
    public async Task An_empty_object_is_corrupt()
    {
        Stage([], "image/png");
        await CorruptAsync("it is empty");
    }

    [Theory]
    [InlineData("", "png", "images/2026/01/02/a.png")]
    [InlineData("team/", "jpeg", "team/images/2026/01/02/a.jpg")]
    public void A_key_has_the_date_of_the_execution_in_utc(string prefix, string format, string key)
    {
        var started = new DateTimeOffset(2026, 1, 1, 23, 30, 0, TimeSpan.FromHours(-1));
        Assert.Equal(key, ImageKey.ForImage(prefix, started, "a", format));
        Assert.Equal($"{prefix}images/2026/01/02/a.json", ImageKey.ForManifest(prefix, started, "a"));
    }

    public void Dispose()
    {
        _objects.Dispose();
        _metrics.Dispose();
    }

    private async Task CorruptAsync(string error, StoreInput? input = null)
    {
        var corrupt = await Assert.ThrowsAsync<ImageCorruptException>(() => StoreAsync(input ?? Input()));
        Assert.Equal($"The staged image s3://prompt-to-image/team/staging/order-1 cannot be used: {error}.", corrupt.Message);
        // Otherwise the next attempt would find the same object and fail in the same way.
        Assert.Empty(_objects.Objects.Keys);
    }

    private Task<StoredImage> StoreAsync() => StoreAsync(Input());

    private Task<StoredImage> StoreAsync(StoreInput input) =>
        new StoreFunction(new ImageStore(_objects, MemoryObjects.Bucket, "team/", _time, new MetricLog(_metrics, _time))).HandleAsync(
            input,
            new TestContextOfLambda()
        );

    private void Stage(byte[] bytes, string contentType) =>
        _objects.Objects[StagedKey] = (bytes, contentType, new Dictionary<string, string> { ["sha256"] = "0badcafe" });

    private static StoreInput Input() =>
        new()
        {
            Attempt = 2,
            Request = new GenerationRequest
            {
                Id = "order-1",
                Prompt = "A croissant <très bon>",
                AspectRatio = "16:9",
                Seed = 42,
                OutputFormat = "png",
                ModelId = "stability.stable-image-core-v1:1",
            },
            Image = new StagedImage
            {
                Bucket = MemoryObjects.Bucket,
                Key = StagedKey,
                Size = 64,
                Sha256 = "0badcafe",
                ContentType = "image/png",
                Seed = 43,
                ModelId = "stability.stable-image-core-v1:1",
                GeneratedAt = new DateTimeOffset(2026, 11, 22, 8, 29, 0, TimeSpan.Zero),
                LatencyMilliseconds = 4500,
                EstimatedCostUsd = 0.04m,
            },
            Execution = new ExecutionReference
            {
                Arn = "arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:order-1-r2",
                StartTime = new DateTimeOffset(2026, 11, 21, 23, 59, 59, TimeSpan.Zero),
            },
        };
}
