using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Pipeline.Models;
using PromptToImage.Pipeline.Models.Drawing;
using PromptToImage.Pipeline.Models.Formats;
using PromptToImage.Pipeline.Models.OpenAi;
using PromptToImage.Pipeline.Options;
using PromptToImage.Pipeline.Tests.Acceptance;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests.Models.OpenAi;

public sealed class OpenAiImagesClientTests
{
    private static readonly ImageModel Model = ImageModel.All["stability.stable-image-core-v1:1"];

    private static readonly StabilityRequest Croissant = new()
    {
        Prompt = "A croissant",
        NegativePrompt = "butter </sd_cpp_extra_args>",
        AspectRatio = "16:9",
        Seed = 4_294_967_294,
    };

    [Fact]
    public async Task The_whole_pipeline_stores_the_server_s_image()
    {
        var image = Png();
        await using var server = await ImagesServer.StartAsync(200, ImagesServer.ImageJson(image));
        await using var pipeline = await RunningPipeline.StartAsync(
            new RunOptions { Bedrock = ModelSource.Parse(server.Address.ToString()), ServerModel = "flux" }
        );
        await pipeline.SendAsync("""{"prompt":"A croissant","negativePrompt":"butter","aspectRatio":"9:16","seed":42}""");
        await pipeline.FinishAsync();
        Assert.Equal(1, pipeline.Count(ExecutionStatus.Succeeded));
        var stored = Assert.Single(Directory.GetFiles(Path.Combine(pipeline.Folder, "objects"), "*.png", SearchOption.AllDirectories));
        Assert.Equal(image, await File.ReadAllBytesAsync(stored, TestContext.Current.CancellationToken));
        AssertRequest(
            server,
            """
            {"model":"flux","prompt":"A croissant","n":1,"size":"768x1344","response_format":"b64_json","output_format":"png","seed":42,
             "negative_prompt":"butter"}
            """
        );
    }

    [Fact]
    public async Task Stable_diffusion_cpp_receives_seed_and_negative_prompt_in_the_prompt()
    {
        await using var server = await ImagesServer.StartAsync(200, ImagesServer.ImageJson(Png()), model: "sd-cpp-local");
        await CreateAsync(server, Croissant);
        var prompt = Assert.Single(server.Requests)["prompt"]!.GetValue<string>();
        var end = prompt.IndexOf("</sd_cpp_extra_args>", StringComparison.Ordinal);
        Assert.Equal("</sd_cpp_extra_args>A croissant", prompt[end..]);
        Assert.StartsWith("<sd_cpp_extra_args>", prompt, StringComparison.Ordinal);
        using var arguments = JsonDocument.Parse(prompt["<sd_cpp_extra_args>".Length..end]);
        Assert.Equal(Croissant.Seed, arguments.RootElement.GetProperty("seed").GetInt64());
        Assert.Equal(Croissant.NegativePrompt, arguments.RootElement.GetProperty("negative_prompt").GetString());
    }

    [Fact]
    public async Task Only_the_fields_that_have_a_value_are_sent()
    {
        await using var server = await ImagesServer.StartAsync(200, ImagesServer.ImageJson(Png()));
        await CreateAsync(server, new StabilityRequest { Prompt = "A croissant", Seed = 1 });
        AssertRequest(
            server,
            """{"prompt":"A croissant","n":1,"size":"1024x1024","response_format":"b64_json","output_format":"png","seed":1}"""
        );
    }

    [Theory]
    [InlineData("", "/v1/images/generations")]
    [InlineData("/v1/", "/v1/images/generations")]
    [InlineData("/v3", "/v3/images/generations")]
    [InlineData("/api/images/generations", "/api/images/generations")]
    public async Task A_path_is_the_base_of_the_API_or_that_of_its_operation(string path, string requested)
    {
        await using var server = await ImagesServer.StartAsync(200, ImagesServer.ImageJson(Png()));
        await CreateAsync(new Uri(server.Address, path), Croissant);
        Assert.Equal(requested, server.Path);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"Unknown size","code":"invalid_value"}}""", "ValidationException", "Unknown size")]
    [InlineData(400, """{"error":"prompt required"}""", "ValidationException", "prompt required")]
    [InlineData(401, """{"error":{"message":"No key","code":null}}""", "AccessDeniedException", "No key")]
    [InlineData(404, "Not Found", "ResourceNotFoundException", "Not Found")]
    [InlineData(422, """{"detail":"size"}""", "ValidationException", "size")]
    [InlineData(429, """{"error":{"message":"Slow down"}}""", "ThrottlingException", "Slow down")]
    [InlineData(500, """{"error":"server_error","message":"out of memory"}""", "InternalServerException", "out of memory")]
    [InlineData(503, "[]", "ServiceUnavailableException", "[]")]
    public async Task An_error_becomes_an_error_of_Bedrock_with_the_server_s_message(int status, string body, string code, string message)
    {
        await using var server = await ImagesServer.StartAsync(status, body);
        var error = await FailAsync(server, Croissant);
        Assert.Equal(code, error.Code);
        Assert.StartsWith(server.Address.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("content_policy_violation")]
    [InlineData("moderation_blocked")]
    public async Task A_blocked_prompt_becomes_Bedrock_s_filtered_response(string code)
    {
        await using var server = await ImagesServer.StartAsync(400, $$$"""{"error":{"message":"Blocked","code":"{{{code}}}"}}""");
        using var client = new OpenAiImagesClient(server.Address, model: null, TimeProvider.System);
        var models = new ImageModels(new ModelOptions(), TimeProvider.System, new Random(1), client);
        var response = await models.InvokeAsync(Model.Id, """{"prompt":"A croissant"}"""u8.ToArray(), TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(response);
        Assert.StartsWith("Filter reason", document.RootElement.GetProperty("finish_reasons")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_run_is_an_error_that_is_retried()
    {
        Uri address;
        await using (var server = await ImagesServer.StartAsync(200, ""))
        {
            address = server.Address;
        }

        var error = await Assert.ThrowsAsync<AwsException>(() => CreateAsync(address, Croissant));
        Assert.Equal("InternalServerException", error.Code);
        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":[]}""", "without an image")]
    [InlineData("""{"data":[{"url":"http://localhost/image.png"}]}""", "the address of an image")]
    [InlineData("""{"data":[{"b64_json":"?"}]}""", "not a response of the OpenAI images API")]
    [InlineData("""{"data":[{"b64_json":"UklGRg=="}]}""", "neither a PNG nor a JPEG")]
    [InlineData("<html>", "not a response of the OpenAI images API")]
    public async Task A_response_without_a_usable_image_is_not_requested_again(string body, string reason)
    {
        await using var server = await ImagesServer.StartAsync(200, body);
        var error = await FailAsync(server, Croissant);
        Assert.Equal("ValidationException", error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_the_requested_format_is_named()
    {
        await using var server = await ImagesServer.StartAsync(200, ImagesServer.ImageJson(Png()));
        var error = await FailAsync(server, Croissant with { IsJpeg = true });
        Assert.Equal("jpeg", Assert.Single(server.Requests)["output_format"]!.GetValue<string>());
        Assert.Equal("ValidationException", error.Code);
        Assert.Contains("image/png instead of jpeg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_ends_before_the_image_is_ready_leaves_the_image_to_the_next_call()
    {
        var image = Png();
        var ready = new TaskCompletionSource();
        await using var server = await ImagesServer.StartAsync(async () =>
        {
            await ready.Task;
            return (200, ImagesServer.ImageJson(image));
        });
        var time = new ManualTimeProvider();
        using var client = new OpenAiImagesClient(server.Address, model: null, time);
        var first = client.CreateAsync(Model, Croissant, TestContext.Current.CancellationToken);
        await Condition.BecomesTrueAsync(() => server.Requests.Count == 1 && time.PendingTimers == 1);
        time.Advance(OpenAiImagesClient.LongestWait);
        Assert.Equal("ModelTimeoutException", (await Assert.ThrowsAsync<AwsException>(() => first)).Code);
        ready.SetResult();
        Assert.Equal(image, await client.CreateAsync(Model, Croissant, TestContext.Current.CancellationToken));
        Assert.Single(server.Requests);
    }

    private static async Task<AwsException> FailAsync(ImagesServer server, StabilityRequest request) =>
        await Assert.ThrowsAsync<AwsException>(() => CreateAsync(server, request));

    private static Task<byte[]?> CreateAsync(ImagesServer server, StabilityRequest request) => CreateAsync(server.Address, request);

    private static async Task<byte[]?> CreateAsync(Uri server, StabilityRequest request)
    {
        using var client = new OpenAiImagesClient(server, model: null, TimeProvider.System);
        return await client.CreateAsync(Model, request, TestContext.Current.CancellationToken);
    }

    private static void AssertRequest(ImagesServer server, string json)
    {
        using var expected = JsonDocument.Parse(json);
        using var actual = JsonDocument.Parse(Assert.Single(server.Requests).ToJsonString());
        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement), actual.RootElement.GetRawText());
    }

    private static byte[] Png()
    {
        using var canvas = new Canvas(8, 8);
        return PngEncoder.Encode(canvas, "");
    }
}
