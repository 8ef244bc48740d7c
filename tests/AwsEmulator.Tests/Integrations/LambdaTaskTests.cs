using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Tests.Executions;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Integrations;

/// <summary>Lambda functions as tasks, by ARN and by <c>lambda:invoke</c>: input, result and errors.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html and, for the errors' names,
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-representation.
/// </remarks>
public sealed class LambdaTaskTests : IDisposable
{
    private const string Invoke = "arn:aws:states:::lambda:invoke";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_exception_fails_the_task_with_its_class_name_and_the_report_as_cause()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        machine.Functions.Register("breaks", (_, _, _) => throw new InvalidOperationException("It broke."), TimeSpan.FromSeconds(10));
        var details = await machine.RunAsync(Definitions.Task(Definitions.FunctionArn + "breaks"));
        Assert.Equal((ExecutionStatus.Failed, "InvalidOperationException"), (details.Execution.Status, details.Execution.Error));
        using var cause = JsonDocument.Parse(details.Cause!);
        Assert.Equal("InvalidOperationException", cause.RootElement.GetProperty("errorType").GetString());
        Assert.Equal("It broke.", cause.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal(JsonValueKind.Array, cause.RootElement.GetProperty("stackTrace").ValueKind);
        Assert.Contains("LambdaFunctionFailed", machine.EventTypes(details.Execution.Arn));
    }

    [Theory]
    [InlineData(Definitions.FunctionArn + "unknown", "")]
    [InlineData(Invoke, "\"Parameters\": { \"FunctionName\": \"unknown\" },")]
    public async Task An_unknown_function_fails_the_task_with_Lambdas_error(string resource, string parameters)
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var details = await machine.RunAsync(Definitions.Task(resource, parameters));
        Assert.Equal("Lambda.ResourceNotFoundException", details.Execution.Error);
        Assert.Matches(
            @"^Function not found: arn:aws:lambda:us-east-1:000000000000:function:unknown:\$LATEST \(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: [-0-9a-f]{36}; Proxy: null\)$",
            details.Cause
        );
    }

    [Fact]
    public async Task A_function_over_its_timeout_fails_the_task_with_Lambdas_error()
    {
        var clock = new ManualTimeProvider();
        await using var machine = StatesMachine.Open(_folder.Path, clock);
        machine.Functions.Register(
            "slow",
            async (_, _, _) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, TestContext.Current.CancellationToken);
                return [];
            },
            TimeSpan.FromSeconds(3)
        );
        var execution = await machine.StartAsync(Definitions.Task(Definitions.FunctionArn + "slow"));
        await Condition.BecomesTrueAsync(() => clock.PendingTimers > 0);
        clock.Advance(TimeSpan.FromSeconds(3));
        var details = await machine.Service.WaitAsync(execution.Arn, TestContext.Current.CancellationToken);
        Assert.Equal("Sandbox.Timedout", details.Execution.Error);
        Assert.Contains("Task timed out after 3.00 seconds", details.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_over_the_states_TimeoutSeconds_fails_with_States_Timeout()
    {
        var clock = new ManualTimeProvider();
        await using var machine = StatesMachine.Open(_folder.Path, clock);
        machine.Functions.Register(
            "slow",
            async (_, _, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return [];
            },
            TimeSpan.FromSeconds(30)
        );
        var execution = await machine.StartAsync(Definitions.Task(Definitions.FunctionArn + "slow", "\"TimeoutSeconds\": 5,"));
        await Condition.BecomesTrueAsync(() => clock.PendingTimers > 1);
        clock.Advance(TimeSpan.FromSeconds(5));
        var details = await machine.Service.WaitAsync(execution.Arn, TestContext.Current.CancellationToken);
        Assert.Equal("States.Timeout", details.Execution.Error);
        Assert.Contains("LambdaFunctionTimedOut", machine.EventTypes(execution.Arn));
    }

    /// <remarks>The response of a process that ended has no error type: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html.</remarks>
    [Theory]
    [InlineData("""{"errorMessage":"RequestId: 1 Error: Runtime exited with error: signal: killed"}""")]
    [InlineData("\"died\"")]
    [InlineData("")]
    public void A_response_without_an_error_type_is_Lambda_Unknown_with_the_response_as_cause(string payload)
    {
        var outcome = FunctionResponse.Failure(Encoding.UTF8.GetBytes(payload));
        Assert.Equal(
            TaskOutcome.Failed(
                "Lambda.Unknown",
                $"The cause could not be determined because Lambda did not return an error type. Returned payload: {payload}"
            ),
            outcome
        );
    }

    [Fact]
    public async Task The_function_gets_the_tasks_input()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        machine.Functions.Register("echo", (sent, _, _) => Task.FromResult(sent.ToArray()), TimeSpan.FromSeconds(10));
        var details = await machine.RunAsync(
            Definitions.Task(Definitions.FunctionArn + "echo", "\"Parameters\": { \"b.$\": \"$.a\", \"c\": [1.50] },"),
            """{"a":"ü"}"""
        );
        Assert.Equal("""{"b":"ü","c":[1.50]}""", details.Output);
        Assert.Equal(
            ["TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded", "TaskStateExited"],
            machine.EventTypes(details.Execution.Arn).Skip(1).SkipLast(1)
        );
    }

    [Fact]
    public async Task The_tasks_result_is_the_functions_response()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        machine.Register("answers", """{"b":1.50,"a":[true,null,"ü"]}""");
        var details = await machine.RunAsync(Definitions.Task(Definitions.FunctionArn + "answers"));
        Assert.Equal("""{"b":1.50,"a":[true,null,"ü"]}""", details.Output);
    }

    [Fact]
    public async Task A_result_over_the_limit_of_a_states_data_fails_with_DataLimitExceeded()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        machine.Register("long", $"\"{new string('x', 262_144)}\"");
        var details = await machine.RunAsync(Definitions.Task(Definitions.FunctionArn + "long"));
        Assert.Equal("States.DataLimitExceeded", details.Execution.Error);
    }

    [Fact]
    public async Task Invoke_adds_the_metadata_of_the_SDK_for_Java()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        machine.Functions.Register("echo", (payload, _, _) => Task.FromResult(payload.ToArray()), TimeSpan.FromSeconds(10));
        var details = await machine.RunAsync(
            Definitions.Task(
                Invoke,
                """
                "Parameters": { "FunctionName": "echo", "Payload": { "in.$": "$.in" } },
                """
            ),
            """{"in":"put"}"""
        );
        using var output = JsonDocument.Parse(details.Output!);
        var root = output.RootElement;
        Assert.Equal(
            ["ExecutedVersion", "Payload", "SdkHttpMetadata", "SdkResponseMetadata", "StatusCode"],
            root.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal("""{"in":"put"}""", root.GetProperty("Payload").GetRawText());
        Assert.Equal(200, root.GetProperty("StatusCode").GetInt32());
        var http = root.GetProperty("SdkHttpMetadata");
        Assert.Equal("12", http.GetProperty("AllHttpHeaders").GetProperty("Content-Length")[0].GetString());
        Assert.Equal("application/json", http.GetProperty("HttpHeaders").GetProperty("Content-Type").GetString());
        Assert.Equal(200, http.GetProperty("HttpStatusCode").GetInt32());
        Assert.Equal(
            ["TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited"],
            machine.EventTypes(details.Execution.Arn).Skip(1).SkipLast(1)
        );
    }

    // As in executions recorded from AWS.
    [Theory]
    [InlineData("null", "{}")]
    [InlineData("\"{}\"", "{}")]
    [InlineData("\"[1, 2]\"", "[1, 2]")]
    [InlineData("\"\\\"text\\\"\"", "\"text\"")]
    [InlineData("\"no JSON\"", "\"no JSON\"")]
    [InlineData("[]", "[]")]
    public async Task A_payload_that_is_a_string_of_JSON_is_sent_as_JSON_and_null_as_an_empty_object(string payload, string received)
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        machine.Functions.Register("echo", (sent, _, _) => Task.FromResult(sent.ToArray()), TimeSpan.FromSeconds(10));
        var details = await machine.RunAsync(
            Definitions.Task(
                Invoke,
                $$"""
                "Parameters": { "FunctionName": "echo", "Payload": {{payload}} }, "OutputPath": "$.Payload",
                """
            )
        );
        Assert.Equal(JsonValue.Parse(received).ToJson(), details.Output);
    }

    [Fact]
    public async Task Invoke_with_LogType_Tail_adds_the_tail_of_the_log()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        machine.Register("answers", "1");
        var details = await machine.RunAsync(
            Definitions.Task(
                Invoke,
                """
                "Parameters": { "FunctionName": "answers", "LogType": "Tail" },
                """
            )
        );
        using var output = JsonDocument.Parse(details.Output!);
        var log = output.RootElement.GetProperty("LogResult").GetString()!;
        Assert.Matches("^START RequestId: .+ Version: [$]LATEST\nEND RequestId: ", Encoding.UTF8.GetString(Convert.FromBase64String(log)));
        Assert.Equal(
            log,
            output.RootElement.GetProperty("SdkHttpMetadata").GetProperty("HttpHeaders").GetProperty("X-Amz-Log-Result").GetString()
        );
    }

    [Fact]
    public async Task A_state_machine_with_a_resource_that_is_not_offered_is_rejected_with_the_name_of_the_resource()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var exception = await Assert.ThrowsAsync<AwsException>(() => machine.RunAsync(Definitions.Task("arn:aws:states:::dynamodb:getItem")));
        Assert.Equal(
            (
                "InvalidDefinition",
                "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::dynamodb:getItem is not "
                    + "recognized. The value is not a valid resource ARN, or the resource is not available in this region. at "
                    + "/States/Task/Resource'"
            ),
            (exception.Code, exception.Message)
        );
    }
}
