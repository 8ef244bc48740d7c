using System.Net;
using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace PromptToImage.Standins.Tests.Wire;

public sealed class StepFunctionsClientTests
{
    private const string MachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:prompt-to-image";
    private const string ExecutionArn = "arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:id-1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartExecution_sends_a_signed_json_request()
    {
        await using var service = await RecordingService.StartAsync(
            Response.Json($$"""{"executionArn":"{{ExecutionArn}}","startDate":1700000000.123}""")
        );
        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>());

        var started = await states.StartExecutionAsync(
            new StartExecutionRequest
            {
                StateMachineArn = MachineArn,
                Name = "id-1",
                Input = """{"id":"id-1"}""",
            },
            Cancellation
        );

        Assert.Equal(ExecutionArn, started.ExecutionArn);
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, 123, DateTimeKind.Utc), started.StartDate);
        Assert.Equal(DateTimeKind.Utc, started.StartDate!.Value.Kind);
        var request = Assert.Single(service.Requests);
        Assert.Equal("AWSStepFunctions.StartExecution", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.0", request.Headers["Content-Type"]);
        Assert.False(request.Headers.ContainsKey("x-amzn-query-mode"));
        Assert.Contains("/us-east-1/states/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.True(
            JsonNode.DeepEquals(
                new JsonObject
                {
                    ["input"] = """{"id":"id-1"}""",
                    ["name"] = "id-1",
                    ["stateMachineArn"] = MachineArn,
                },
                request.Json
            )
        );
    }

    [Fact]
    public async Task ExecutionAlreadyExists_gives_its_own_exception()
    {
        await using var service = await RecordingService.StartAsync(
            new Response(400, """{"__type":"ExecutionAlreadyExists","message":"Execution Already Exists"}""")
        );
        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>());

        var taken = await Assert.ThrowsAsync<ExecutionAlreadyExistsException>(() =>
            states.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = MachineArn }, Cancellation)
        );

        Assert.Equal(
            ("ExecutionAlreadyExists", HttpStatusCode.BadRequest, "req-1", "Execution Already Exists"),
            (taken.ErrorCode, taken.StatusCode, taken.RequestId, taken.Message)
        );
    }

    [Fact]
    public async Task The_members_of_an_error_are_read()
    {
        await using var service = await RecordingService.StartAsync(
            new Response(
                400,
                """{"__type":"com.amazonaws.states#ValidationException","message":"no","reason":"MISSING_REQUIRED_PARAMETER"}"""
            )
        );
        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>());

        var invalid = await Assert.ThrowsAsync<ValidationException>(() =>
            states.RedriveExecutionAsync(new RedriveExecutionRequest { ExecutionArn = ExecutionArn }, Cancellation)
        );

        Assert.Equal(ValidationExceptionReason.MISSING_REQUIRED_PARAMETER, invalid.Reason);
    }

    [Fact]
    public async Task An_error_that_only_other_operations_declare_gives_the_services_general_exception()
    {
        await using var service = await RecordingService.StartAsync(
            new Response(400, """{"__type":"ExecutionDoesNotExist","message":"no"}""")
        );
        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>());

        var error = await Assert.ThrowsAsync<AmazonStepFunctionsException>(() =>
            states.ListStateMachinesAsync(new ListStateMachinesRequest(), Cancellation)
        );

        Assert.Equal("ExecutionDoesNotExist", error.ErrorCode);
    }

    [Fact]
    public async Task An_error_that_no_operation_declares_gives_the_services_general_exception()
    {
        await using var service = await RecordingService.StartAsync(
            new Response(400, """{"__type":"AccessDeniedException","Message":"not you"}""")
        );
        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>());

        var denied = await Assert.ThrowsAsync<AmazonStepFunctionsException>(() =>
            states.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = MachineArn }, Cancellation)
        );

        Assert.Equal(("AccessDeniedException", "not you"), (denied.ErrorCode, denied.Message));
    }

    [Fact]
    public async Task Constants_are_sent_and_read_and_unknown_values_are_kept()
    {
        await using var service = await RecordingService.StartAsync(
            Response.Json("""{"executions":[{"status":"RUNNING"},{"status":"HIBERNATING"}]}""")
        );
        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>());

        var response = await states.ListExecutionsAsync(
            new ListExecutionsRequest
            {
                StateMachineArn = MachineArn,
                StatusFilter = ExecutionStatus.RUNNING,
                MaxResults = 10,
            },
            Cancellation
        );

        Assert.Equal("RUNNING", (string?)service.Requests.Single().Json["statusFilter"]);
        Assert.Equal(10, (int?)service.Requests.Single().Json["maxResults"]);
        Assert.Same(ExecutionStatus.RUNNING, response.Executions[0].Status);
        Assert.Equal("HIBERNATING", response.Executions[1].Status.Value);
        Assert.Null(response.NextToken);
    }

    [Fact]
    public async Task An_operation_without_output_accepts_any_body()
    {
        await using var service = await RecordingService.StartAsync(Response.Json("{}"), Response.Json(""));
        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>());
        var heartbeat = new SendTaskHeartbeatRequest { TaskToken = "t" };

        Assert.Equal(HttpStatusCode.OK, (await states.SendTaskHeartbeatAsync(heartbeat, Cancellation)).HttpStatusCode);
        Assert.Equal(HttpStatusCode.OK, (await states.SendTaskHeartbeatAsync(heartbeat, Cancellation)).HttpStatusCode);
    }
}
