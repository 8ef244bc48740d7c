using System.Security.Cryptography;
using Amazon.BedrockRuntime.Model;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Generate;
using PromptToImage.Functions.Metrics;
using PromptToImage.Functions.Tests.Fakes;

namespace PromptToImage.Functions.Tests.Generate;

public sealed class GenerateFunctionTests : IDisposable
{
    private static readonly byte[] ImageBytes = TestImages.Png(1024, 1024);

    private readonly ScriptedModel _model = new();
    private readonly MemoryObjects _objects = new();
    private readonly ManualTime _time = new();
    private readonly StringWriter _metrics = new();
    private readonly TestContextOfLambda _lambda = new();

    public GenerateFunctionTests() =>
        _model.Response = () =>
        {
            _time.Now += TimeSpan.FromSeconds(4.5);
            return $$"""{"seeds":[42],"finish_reasons":[null],"images":["{{Convert.ToBase64String(ImageBytes)}}"]}""";
        };

    [Fact]
    public async Task It_calls_the_model_stages_the_image_and_returns_a_claim_check()
    {
        var claim = await GenerateAsync(Input());
        Assert.Equal("stability.stable-image-core-v1:1", _model.ModelId);
        Assert.Equal(
            """{"prompt":"A croissant","negative_prompt":"butter","mode":"text-to-image","aspect_ratio":"16:9","seed":42,"output_format":"png"}""",
            Assert.Single(_model.Requests)
        );
        Assert.Equal(
            new StagedImage
            {
                Bucket = MemoryObjects.Bucket,
                Key = "team/staging/order-1",
                Size = ImageBytes.Length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(ImageBytes)),
                ContentType = "image/png",
                Seed = 42,
                ModelId = "stability.stable-image-core-v1:1",
                GeneratedAt = _time.Now,
                LatencyMilliseconds = 4500,
                EstimatedCostUsd = 0.04m,
            },
            claim
        );
        Assert.Equal(ImageBytes, _objects.Objects["team/staging/order-1"].Bytes);
        Assert.Contains("\"GenerationLatency\":4500,\"EstimatedCost\":0.04", _metrics.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_returns_the_same_claim_check_and_does_not_call_the_model_again()
    {
        _objects.BreaksAfter = "put";
        await Assert.ThrowsAsync<HttpRequestException>(() => GenerateAsync(Input()));
        var second = await GenerateAsync(Input());
        var third = await GenerateAsync(Input());
        Assert.Equal(second, third);
        Assert.Equal(4500, second.LatencyMilliseconds);
        Assert.Single(_model.Requests);
    }

    [Theory]
    [InlineData("A croissant", 1)]
    [InlineData("Another croissant", 2)]
    public async Task A_later_attempt_uses_the_staged_image_of_an_equal_request(string prompt, int calls)
    {
        await GenerateAsync(Input());
        var next = Input();
        await GenerateAsync(next with { Attempt = 2, Request = next.Request with { Prompt = prompt } });
        Assert.Equal(calls, _model.Requests.Count);
    }

    [Fact]
    public async Task A_price_in_the_settings_overrides_the_list_price() =>
        Assert.Equal(0.05m, (await GenerateAsync(Input(), price: 0.05m)).EstimatedCostUsd);

    [Theory]
    [InlineData("""{"finish_reasons":["Filter reason: prompt"]}""")]
    [InlineData("""{"seeds":[1],"finish_reasons":["Filter reason: output image"],"images":[""]}""")]
    public async Task A_block_by_the_content_filter_is_reported_and_counted(string response)
    {
        _model.Response = () => response;
        var rejection = await Assert.ThrowsAsync<ContentFilteredException>(() => GenerateAsync(Input()));
        Assert.Contains("Filter reason: ", rejection.Message, StringComparison.Ordinal);
        Assert.Contains("\"PromptsFiltered\":1", _metrics.ToString(), StringComparison.Ordinal);
        Assert.Empty(_objects.Objects);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"seeds":[1],"finish_reasons":["Inference error"]}""")]
    [InlineData("""{"seeds":[1],"finish_reasons":[null],"images":[]}""")]
    [InlineData("""{"seeds":[1],"finish_reasons":[null],"images":[""]}""")]
    [InlineData("""{"seeds":[1],"finish_reasons":[null],"images":[null]}""")]
    [InlineData("""{"seeds":[1],"finish_reasons":[null],"images":["%%%"]}""")]
    public async Task A_response_without_a_usable_image_is_an_error(string response)
    {
        _model.Response = () => response;
        await Assert.ThrowsAsync<ModelOutputException>(() => GenerateAsync(Input()));
    }

    [Fact]
    public async Task A_throttled_model_is_reported_and_not_retried_here()
    {
        _model.Response = () => throw new ThrottlingException("Too many requests, please wait before trying again.");
        var busy = await Assert.ThrowsAsync<ModelThrottledException>(() => GenerateAsync(Input()));
        Assert.Equal(
            "stability.stable-image-core-v1:1 is busy or the quota for it is used up: Too many requests, please wait before trying again.",
            busy.Message
        );
        Assert.Single(_model.Requests);
    }

    [Fact]
    public async Task A_model_without_a_family_is_an_error()
    {
        var input = Input();
        var rejection = await Assert.ThrowsAsync<ModelRequestRejectedException>(() =>
            GenerateAsync(input with { Request = input.Request with { ModelId = "amazon.titan-image-generator-v2:0" } })
        );
        Assert.StartsWith(
            "Model 'amazon.titan-image-generator-v2:0' is not supported.",
            rejection.Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose()
    {
        _model.Dispose();
        _objects.Dispose();
        _metrics.Dispose();
    }

    private Task<StagedImage> GenerateAsync(GenerateInput input, decimal? price = null) =>
        new GenerateFunction(
            new ImageGenerator(
                new BedrockModel(_model),
                new StagingArea(_objects, MemoryObjects.Bucket, "team/"),
                price,
                _time,
                new MetricLog(_metrics, _time)
            )
        ).HandleAsync(input, _lambda);

    private static GenerateInput Input() =>
        new()
        {
            Attempt = 1,
            Request = new GenerationRequest
            {
                Id = "order-1",
                Prompt = "A croissant",
                NegativePrompt = "butter",
                AspectRatio = "16:9",
                Seed = 42,
                OutputFormat = "png",
                ModelId = "stability.stable-image-core-v1:1",
            },
        };
}
