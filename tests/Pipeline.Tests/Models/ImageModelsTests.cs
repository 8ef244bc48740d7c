using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Pipeline.Models;

namespace PromptToImage.Pipeline.Tests.Models;

public sealed class ImageModelsTests
{
    private const string Core = "stability.stable-image-core-v1:1";

    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData("1:1", 1024, 1024)]
    [InlineData("16:9", 1344, 768)]
    [InlineData("9:21", 640, 1536)]
    public async Task A_prompt_becomes_a_png_with_the_size_of_its_aspect_ratio(string ratio, int width, int height)
    {
        var image = await ImageOf($$"""{"prompt":"Me on top of a pyramid","aspect_ratio":"{{ratio}}","seed":42}""");
        var picture = PngReader.Read(image);
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.True(picture.Pixels.Distinct().Count() > 8);
    }

    [Fact]
    public async Task Equal_requests_give_equal_bytes_and_different_ones_different_bytes()
    {
        var first = await ImageOf("""{"prompt":"A croissant","seed":42}""");
        Assert.Equal(first, await ImageOf("""{"seed":42,"prompt":"A croissant"}"""));
        Assert.NotEqual(first, await ImageOf("""{"prompt":"A croissant","seed":43}"""));
        Assert.NotEqual(first, await ImageOf("""{"prompt":"A croissant.","seed":42}"""));
        Assert.NotEqual(first, await ImageOf("""{"prompt":"A croissant","seed":42,"negative_prompt":"butter"}"""));
        Assert.NotEqual(first, await ImageOf("""{"prompt":"A croissant","seed":42}""", "stability.sd3-5-large-v1:0"));
    }

    [Fact]
    public async Task The_response_has_stability_s_properties_in_order()
    {
        var response = await Models()
            .InvokeAsync(Core, """{"prompt":"A croissant","seed":7}"""u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.StartsWith(
            """{"seeds":[7],"finish_reasons":[null],"images":["iVBORw0KGgo""",
            Encoding.UTF8.GetString(response),
            StringComparison.Ordinal
        );
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(response).RootElement.ValueKind);
    }

    [Fact]
    public async Task With_seed_0_the_model_chooses_a_seed_and_returns_it()
    {
        var response = await Models()
            .InvokeAsync(Core, """{"prompt":"A croissant","seed":0}"""u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.NotEqual(0, JsonDocument.Parse(response).RootElement.GetProperty("seeds")[0].GetInt64());
    }

    [Theory]
    [InlineData("""{"seed":1}""", ": #: required key [prompt] not found")]
    [InlineData("""{"prompt":""}""", ": #/prompt: expected minLength: 1, actual: 0")]
    [InlineData("""{"prompt":7}""", ": #/prompt: expected type: String, found: Integer")]
    [InlineData("""{"prompt":"x","cfg_scale":7}""", ": #: extraneous key [cfg_scale] is not permitted")]
    [InlineData("""{"prompt":"x","aspect_ratio":"7:1"}""", ": #/aspect_ratio: 7:1 is not a valid enum value")]
    [InlineData("""{"prompt":"x","seed":4294967296}""", ": #/seed: 4294967296 is not less or equal to 4294967295")]
    [InlineData("""{"prompt":"x","seed":-1}""", ": #/seed: -1 is not greater or equal to 0")]
    [InlineData("""{"prompt":"x","seed":1.5}""", ": #/seed: expected type: Integer, found: BigDecimal")]
    [InlineData("""{"prompt":"","seed":-1}""", ": 2 schema violations found")]
    [InlineData("[]", ": #: expected type: JSONObject, found: JSONArray")]
    [InlineData("{", "")]
    [InlineData("", "")]
    [InlineData("""{"prompt":"\ud800"}""", "")]
    public async Task A_request_that_breaks_the_schema_is_rejected_with_bedrock_s_text(string body, string violation)
    {
        var exception = await ExceptionOf(Models(), body);
        Assert.Equal(("ValidationException", 400), (exception.Code, exception.Status));
        Assert.Equal($"Malformed input request{violation}, please reformat your input and try again.", exception.Message);
    }

    [Fact]
    public async Task A_prompt_of_ten_thousand_characters_is_accepted_and_a_longer_one_rejected()
    {
        var words = string.Concat(Enumerable.Repeat("word ", 2000));
        Assert.NotEmpty(await ImageOf(JsonSerializer.Serialize(new { prompt = words })));
        var exception = await ExceptionOf(Models(), JsonSerializer.Serialize(new { prompt = words + "x" }));
        Assert.Contains("#/prompt: expected maxLength: 10000, actual: 10001", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amazon.nova-canvas-v1:0", "ResourceNotFoundException", 404)]
    [InlineData("anthropic.claude-sonnet-4-20250514-v1:0", "AccessDeniedException", 403)]
    [InlineData("no-such-model", "ValidationException", 400)]
    public async Task Other_models_are_rejected_as_by_bedrock(string model, string code, int status)
    {
        var exception = await ExceptionOf(Models(), """{"prompt":"x"}""", model);
        Assert.Equal((code, status), (exception.Code, exception.Status));
    }

    [Theory]
    [InlineData("a Secret garden", true)]
    [InlineData("secret", true)]
    [InlineData("secretary, no secrets", false)]
    public async Task A_blocked_prompt_gets_a_response_without_an_image(string prompt, bool blocked)
    {
        var models = Models();
        models.Options = models.Options with { BlockedWords = ["secret"] };
        var response = await models.InvokeAsync(
            Core,
            JsonSerializer.SerializeToUtf8Bytes(new { prompt }),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(blocked, Encoding.UTF8.GetString(response) == """{"finish_reasons":["Filter reason: prompt"]}""");
    }

    [Fact]
    public async Task Calls_above_the_quota_are_throttled_until_the_bucket_refills()
    {
        var models = Models(new ModelOptions { QuotaPerMinute = 12 });
        await models.InvokeAsync(Core, """{"prompt":"x"}"""u8.ToArray(), TestContext.Current.CancellationToken);
        await models.InvokeAsync(Core, """{"prompt":"x"}"""u8.ToArray(), TestContext.Current.CancellationToken);
        var exception = await ExceptionOf(models, """{"prompt":"x"}""");
        Assert.Equal(("ThrottlingException", 429), (exception.Code, exception.Status));
        _time.Advance(TimeSpan.FromSeconds(5));
        await models.InvokeAsync(Core, """{"prompt":"x"}"""u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("ThrottlingException", (await ExceptionOf(models, """{"prompt":"x"}""")).Code);
    }

    [Fact]
    public async Task Every_kind_of_failure_occurs_and_repeats_with_the_random_seed()
    {
        async Task<string[]> Codes()
        {
            var models = Models(new ModelOptions { ErrorRate = 1 });
            var codes = new List<string>();
            for (var i = 0; i < 40; i++)
            {
                codes.Add((await ExceptionOf(models, """{"prompt":"x"}""")).Code);
            }

            return [.. codes];
        }

        var codes = await Codes();
        Assert.Equal(
            ["InternalServerException", "ModelErrorException", "ModelTimeoutException", "ServiceUnavailableException"],
            codes.Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Equal(codes, await Codes());
    }

    [Fact]
    public async Task Latency_is_waited_for_on_the_given_clock()
    {
        var models = Models(new ModelOptions { LowestLatency = TimeSpan.FromSeconds(2), HighestLatency = TimeSpan.FromSeconds(4) });
        var call = models.InvokeAsync(Core, """{"prompt":"x"}"""u8.ToArray(), TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2.2));
        Assert.NotEmpty(await call);
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            Models(
                new ModelOptions
                {
                    QuotaPerMinute = 0,
                    ErrorRate = double.NaN,
                    HighestLatency = TimeSpan.FromSeconds(-1),
                    BlockedWords = [""],
                }
            )
        );
        Assert.Equal(
            "The model's latency is from 00:00:00 to -00:00:01: it must rise from 0 or more. The model's quota is 0 a minute: it must be "
                + "at least 1. "
                + "The model's error rate is NaN: it must be from 0 to 1. A blocked word is blank: it would block every prompt.",
            exception.Message
        );
    }

    [Fact]
    public void Twenty_thousand_damaged_requests_get_a_response_or_an_error_but_never_crash()
    {
        var random = new Random(20261122);
        string[] bodies =
        [
            """{"prompt":"A croissant","negative_prompt":"x","mode":"text-to-image","aspect_ratio":"16:9","seed":42,"output_format":"png"}""",
            """{"prompt":"\u00e9\ud83d\ude00","seed":1e3,"output_format":"jpeg"}""",
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var body = Encoding.UTF8.GetBytes(bodies[random.Next(bodies.Length)]);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            try
            {
                StabilityRequest.Parse(
                    body.AsMemory(0, random.Next(3) == 0 ? random.Next(body.Length) : body.Length),
                    ImageModel.All[Core]
                );
            }
            catch (AwsException exception)
            {
                Assert.Equal("ValidationException", exception.Code);
            }
        }
    }

    private static async Task<AwsException> ExceptionOf(ImageModels models, string body, string model = Core) =>
        await Assert.ThrowsAsync<AwsException>(() =>
            models.InvokeAsync(model, Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken)
        );

    private ImageModels Models(ModelOptions? options = null) => new(options ?? new ModelOptions(), _time, new Random(1));

    private async Task<byte[]> ImageOf(string body, string model = Core)
    {
        var response = await Models().InvokeAsync(model, Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(response).RootElement.GetProperty("images")[0].GetBytesFromBase64();
    }
}
