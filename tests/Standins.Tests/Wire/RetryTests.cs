using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace PromptToImage.Standins.Tests.Wire;

public sealed class RetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, """{"__type":"InternalFailure","message":"no"}""")]
    [InlineData(503, "not json at all")]
    [InlineData(400, """{"__type":"ThrottlingException","message":"slow down"}""")]
    [InlineData(400, """{"__type":"com.amazonaws.states#ThrottlingException","message":"slow down"}""")]
    public async Task A_temporary_error_is_retried_with_the_same_request(int status, string body)
    {
        await using var service = await RecordingService.StartAsync(new Response(status, body), Response.Json("""{"nextToken":"t"}"""));
        using var states = new AmazonStepFunctionsClient(
            RecordingService.Credentials,
            service.Configure<AmazonStepFunctionsConfig>(retries: 1)
        );

        Assert.Equal("t", (await states.ListStateMachinesAsync(new ListStateMachinesRequest(), Cancellation)).NextToken);

        Assert.Equal(2, service.Requests.Count);
        Assert.Equal(service.Requests[0].Body, service.Requests[1].Body);
        Assert.Equal(service.Requests[0].Headers["amz-sdk-invocation-id"], service.Requests[1].Headers["amz-sdk-invocation-id"]);
    }

    [Fact]
    public async Task A_retry_sends_the_whole_body_again()
    {
        await using var service = await RecordingService.StartAsync(
            new Response(503, """{"message":"no"}""")
            {
                Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = "ServiceUnavailableException" },
            },
            Response.Json("{}")
        );
        using var bedrock = new AmazonBedrockRuntimeClient(
            RecordingService.Credentials,
            service.Configure<AmazonBedrockRuntimeConfig>(retries: 1)
        );

        await bedrock.InvokeModelAsync(
            new InvokeModelRequest { ModelId = "m", Body = new MemoryStream("""{"prompt":"x"}"""u8.ToArray()) },
            Cancellation
        );

        Assert.Equal(["""{"prompt":"x"}""", """{"prompt":"x"}"""], service.Requests.Select(r => r.Body));
    }

    [Fact]
    public async Task A_permanent_error_is_not_retried()
    {
        await using var service = await RecordingService.StartAsync(new Response(400, """{"__type":"InvalidArn","message":"no"}"""));
        using var states = new AmazonStepFunctionsClient(
            RecordingService.Credentials,
            service.Configure<AmazonStepFunctionsConfig>(retries: 3)
        );

        await Assert.ThrowsAsync<InvalidArnException>(() =>
            states.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = "x" }, Cancellation)
        );

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Retries_can_be_switched_off()
    {
        await using var service = await RecordingService.StartAsync(new Response(503, "{}"));
        using var states = new AmazonStepFunctionsClient(
            RecordingService.Credentials,
            service.Configure<AmazonStepFunctionsConfig>(retries: 0)
        );

        await Assert.ThrowsAsync<AmazonStepFunctionsException>(() =>
            states.ListStateMachinesAsync(new ListStateMachinesRequest(), Cancellation)
        );

        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("<html>Service Unavailable</html>")]
    [InlineData("not json at all")]
    [InlineData("""{"__type":"Internal""")]
    [InlineData("")]
    public async Task A_response_that_is_not_json_gives_the_services_exception_with_the_http_status(string body)
    {
        await using var service = await RecordingService.StartAsync(new Response(503, body));
        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>());

        var unavailable = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            states.ListStateMachinesAsync(new ListStateMachinesRequest(), Cancellation)
        );

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, unavailable.StatusCode);
    }

    [Fact]
    public void ModelNotReadyException_is_retryable()
    {
        var notReady = new ModelNotReadyException("no");

        Assert.NotNull(notReady.Retryable);
        Assert.False(notReady.Retryable.Throttling);
    }

    [Fact]
    public async Task A_refused_connection_gives_the_exception_of_the_http_client()
    {
        AmazonStepFunctionsConfig config;
        await using (var service = await RecordingService.StartAsync(Response.Json("{}")))
        {
            config = service.Configure<AmazonStepFunctionsConfig>();
        }

        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, config);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
            states.ListStateMachinesAsync(new ListStateMachinesRequest(), Cancellation)
        );

        Assert.True(refused is HttpRequestException or AmazonServiceException { StatusCode: 0 }, refused.ToString());
    }
}
