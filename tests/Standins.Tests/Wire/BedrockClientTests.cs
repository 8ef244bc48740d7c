using System.Net;
using System.Text;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;

namespace PromptToImage.Standins.Tests.Wire;

public sealed class BedrockClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task InvokeModel_sends_the_body_unchanged()
    {
        await using var service = await RecordingService.StartAsync(
            new Response(200, """{"images":["AA=="]}""", "application/json")
            {
                Headers = new Dictionary<string, string> { ["X-Amzn-Bedrock-PerformanceConfig-Latency"] = "optimized" },
            }
        );
        using var bedrock = new AmazonBedrockRuntimeClient(RecordingService.Credentials, service.Configure<AmazonBedrockRuntimeConfig>());

        var response = await bedrock.InvokeModelAsync(Request(), Cancellation);

        Assert.Equal("""{"images":["AA=="]}""", Encoding.UTF8.GetString(response.Body.ToArray()));
        Assert.Equal(0, response.Body.Position);
        Assert.Equal("application/json", response.ContentType);
        Assert.Equal(PerformanceConfigLatency.Optimized, response.PerformanceConfigLatency);
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "/model/stability.stable-image-core-v1%3A1/invoke"), (request.Method, request.Path));
        Assert.Equal("""{"prompt":"A croissant"}""", request.Body);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.Equal("ENABLED", request.Headers["X-Amzn-Bedrock-Trace"]);
        Assert.Contains("/us-east-1/bedrock/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "ThrottlingException", typeof(ThrottlingException))]
    [InlineData(400, "ValidationException", typeof(ValidationException))]
    [InlineData(403, "AccessDeniedException", typeof(AccessDeniedException))]
    [InlineData(404, "ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData(408, "ModelTimeoutException", typeof(ModelTimeoutException))]
    [InlineData(429, "ModelNotReadyException", typeof(ModelNotReadyException))]
    [InlineData(500, "InternalServerException", typeof(InternalServerException))]
    [InlineData(503, "ServiceUnavailableException", typeof(ServiceUnavailableException))]
    [InlineData(400, "ServiceQuotaExceededException", typeof(ServiceQuotaExceededException))]
    [InlineData(529, "SomethingNewException", typeof(AmazonBedrockRuntimeException))]
    public async Task An_error_code_is_read_from_a_header(int status, string code, Type expected)
    {
        await using var service = await RecordingService.StartAsync(
            new Response(status, """{"message":"why"}""", "application/json")
            {
                Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = code + ":http://internal.amazon.com/coral/" },
            }
        );
        using var bedrock = new AmazonBedrockRuntimeClient(RecordingService.Credentials, service.Configure<AmazonBedrockRuntimeConfig>());

        var thrown = await Assert.ThrowsAsync(expected, () => bedrock.InvokeModelAsync(Request(), Cancellation));

        var error = Assert.IsType<AmazonBedrockRuntimeException>(thrown, exactMatch: false);
        Assert.Equal((code, (HttpStatusCode)status, "why", "req-1"), (error.ErrorCode, error.StatusCode, error.Message, error.RequestId));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task ModelErrorException_has_the_status_of_the_model()
    {
        await using var service = await RecordingService.StartAsync(
            new Response(424, """{"message":"why","originalStatusCode":503,"resourceName":"core"}""", "application/json")
            {
                Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = "ModelErrorException" },
            }
        );
        using var bedrock = new AmazonBedrockRuntimeClient(RecordingService.Credentials, service.Configure<AmazonBedrockRuntimeConfig>());

        var failed = await Assert.ThrowsAsync<ModelErrorException>(() => bedrock.InvokeModelAsync(Request(), Cancellation));

        Assert.Equal((503, "core"), (failed.OriginalStatusCode, failed.ResourceName));
    }

    [Fact]
    public async Task A_request_without_a_model_id_is_rejected_before_it_is_sent()
    {
        await using var service = await RecordingService.StartAsync(Response.Json("{}"));
        using var bedrock = new AmazonBedrockRuntimeClient(RecordingService.Credentials, service.Configure<AmazonBedrockRuntimeConfig>());

        var rejected = await Assert.ThrowsAsync<AmazonBedrockRuntimeException>(() =>
            bedrock.InvokeModelAsync(new InvokeModelRequest(), Cancellation)
        );

        Assert.Equal("Request object does not have required field ModelId set", rejected.Message);
        Assert.Empty(service.Requests);
    }

    private static InvokeModelRequest Request()
    {
        return new InvokeModelRequest
        {
            ModelId = "stability.stable-image-core-v1:1",
            ContentType = "application/json",
            Accept = "application/json",
            Trace = Trace.ENABLED,
            Body = new MemoryStream("""{"prompt":"A croissant"}"""u8.ToArray()),
        };
    }
}
