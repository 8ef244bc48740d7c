using PromptToImage.AwsEmulator.Executions.TestState;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Testing;

namespace PromptToImage.AwsEmulator.Tests.Executions.TestState;

public sealed class TestStateTests : IAsyncLifetime
{
    private const string TaskState = $$"""
        { "Type": "Task", "Resource": "{{Definitions.FunctionArn}}f", "InputPath": "$.in", "Parameters": { "p.$": "$.v" },
          "ResultSelector": { "r.$": "$.by" }, "ResultPath": "$.res", "OutputPath": "$.res", "Next": "After",
          "Retry": [ { "ErrorEquals": ["Busy"], "IntervalSeconds": 3, "MaxAttempts": 2 } ],
          "Catch": [ { "ErrorEquals": ["Other"], "Next": "Elsewhere" }, { "ErrorEquals": ["States.ALL"], "Next": "Caught", "ResultPath": "$.err" } ] }
        """;

    private const string Input = """{"in":{"v":5},"o":1}""";

    private readonly TemporaryFolder _folder = new();
    private StatesMachine _machine = null!;

    public ValueTask InitializeAsync()
    {
        _machine = StatesMachine.Open(_folder.Path);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _machine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_a_mock_the_task_is_invoked()
    {
        _machine.Register("f", """{"by":"f"}""");
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = TaskState,
                Input = Input,
                RoleArn = StatesMachine.RoleArn,
            }
        );
        Assert.Equal(
            (StateTestStatus.Succeeded, """{"r":"f"}""", "After"),
            (result.Status, result.Output?.ToJson(), result.NextState)
        );
    }

    [Fact]
    public async Task A_mocked_result_shows_the_data_after_every_step()
    {
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = TaskState,
                Input = Input,
                Mock = Result("""{"by":"mock"}"""),
            }
        );
        Assert.Equal("""{"r":"mock"}""", result.Output?.ToJson());
        Assert.Equal(
            new StateInspection(JsonValue.Parse(Input))
            {
                AfterInputPath = JsonValue.Parse("""{"v":5}"""),
                AfterParameters = JsonValue.Parse("""{"p":5}"""),
                Result = JsonValue.Parse("""{"by":"mock"}"""),
                AfterResultSelector = JsonValue.Parse("""{"r":"mock"}"""),
                AfterResultPath = JsonValue.Parse("""{"in":{"v":5},"o":1,"res":{"r":"mock"}}"""),
            },
            result.Inspection
        );
    }

    [Theory]
    [InlineData(0, 3.0)]
    [InlineData(1, 6.0)]
    public async Task An_error_that_a_retrier_matches_is_retriable_after_its_delay(int retries, double seconds)
    {
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = TaskState,
                Input = Input,
                Mock = Error("Busy"),
                RetrierRetryCount = retries,
            }
        );
        Assert.Equal(
            (StateTestStatus.Retriable, "Busy", 0, seconds),
            (result.Status, result.Error, result.RetryIndex, result.RetryDelay?.TotalSeconds)
        );
    }

    [Fact]
    public async Task An_error_without_remaining_retries_is_caught()
    {
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = TaskState,
                Input = Input,
                Mock = Error("Busy", "crowd"),
                RetrierRetryCount = 2,
            }
        );
        Assert.Equal(
            (StateTestStatus.CaughtError, "Caught", 1, 0),
            (result.Status, result.NextState, result.CatchIndex, result.RetryIndex)
        );
        Assert.Equal("""{"in":{"v":5},"o":1,"err":{"Error":"Busy","Cause":"crowd"}}""", result.Output?.ToJson());
        Assert.Null(result.Inspection.AfterResultPath);
    }

    [Fact]
    public async Task A_state_of_a_whole_machine_is_tested_by_its_name_at_any_depth()
    {
        const string Machine = """
            { "StartAt": "All", "States": { "All": { "Type": "Parallel", "End": true, "Branches": [
              { "StartAt": "Inner", "States": { "Inner": { "Type": "Pass", "Result": 7, "Next": "Last" }, "Last": { "Type": "Succeed" } } } ] } } }
            """;
        var result = await RunAsync(new TestStateRequest { Definition = Machine, StateName = "Inner" });
        Assert.Equal((StateTestStatus.Succeeded, "7", "Last"), (result.Status, result.Output?.ToJson(), result.NextState));
        Assert.Equal(
            ("ValidationException", "State not found in definition"),
            await RejectedAsync(new TestStateRequest { Definition = Machine, StateName = "Nobody" })
        );
    }

    [Fact]
    public async Task A_state_of_a_whole_machine_has_the_query_language_of_the_machine()
    {
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition =
                    """{ "QueryLanguage": "JSONata", "StartAt": "S", "States": { "S": { "Type": "Pass", "Output": "{% $states.input.a + $x %}", "End": true } } }""",
                StateName = "S",
                Input = """{"a":1}""",
                Variables = """{"x":2}""",
            }
        );
        Assert.Equal("3", result.Output?.ToJson());
        Assert.Equal("""{"x":2}""", result.Inspection.Variables?.ToJson());
    }

    [Fact]
    public async Task Variables_and_context_come_from_the_request()
    {
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition =
                    """{ "Type": "Pass", "Parameters": { "v.$": "$v.q", "all.$": "$$" }, "Assign": { "w.$": "$.v" }, "Next": "X" }""",
                Variables = """{"v":{"q":9}}""",
                Context = """{"Execution":{"Name":"order-1"}}""",
            }
        );
        Assert.Equal("""{"v":9,"all":{"Execution":{"Name":"order-1"}}}""", result.Output?.ToJson());
        Assert.Equal("""{"v":{"q":9},"w":9}""", result.Inspection.Variables?.ToJson());
    }

    [Theory]
    [InlineData(
        """{ "Type": "Choice", "Choices": [ { "Variable": "$.o", "NumericEquals": 1, "Next": "One" } ], "Default": "D" }""",
        StateTestStatus.Succeeded,
        "One"
    )]
    [InlineData("""{ "Type": "Wait", "Seconds": 1000, "Next": "X" }""", StateTestStatus.Succeeded, "X")]
    [InlineData("""{ "Type": "Fail", "Error": "Oops" }""", StateTestStatus.Failed, null)]
    [InlineData("""{ "Type": "Succeed" }""", StateTestStatus.Succeeded, null)]
    public async Task States_without_a_task_are_run(string definition, StateTestStatus status, string? next)
    {
        var result = await RunAsync(new TestStateRequest { Definition = definition, Input = Input });
        Assert.Equal((status, next), (result.Status, result.NextState));
    }

    [Fact]
    public async Task The_cause_of_an_error_does_not_name_an_event()
    {
        var result = await RunAsync(new TestStateRequest { Definition = """{ "Type": "Pass", "InputPath": "$.nothing", "End": true }""" });
        Assert.Equal((StateTestStatus.Failed, "States.Runtime"), (result.Status, result.Error));
        Assert.StartsWith("Invalid path '$.nothing'", result.Cause, StringComparison.Ordinal);
    }

    /// <summary>https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html, "Basic mocking syntax".</summary>
    [Fact]
    public async Task The_mocked_Payload_of_a_function_is_JSON_as_the_integration_returns_it()
    {
        const string Task = """{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "End": true }""";
        const string Mock = """{"Payload":{"statusCode":200,"body":"Success"}}""";
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = Task,
                Input = Input,
                Mock = Result(Mock),
            }
        );
        Assert.Equal(Mock, result.Output?.ToJson());
    }

    [Fact]
    public async Task A_mocked_Map_shows_the_input_of_each_iteration()
    {
        const string Map = """
            { "Type": "Map", "ItemsPath": "$.in", "ItemSelector": { "n.$": "$$.Map.Item.Value" }, "MaxConcurrency": 2, "End": true,
              "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } } }
            """;
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = Map,
                Input = """{"in":[1,2]}""",
                Mock = Result("[3,4]"),
            }
        );
        Assert.Equal("[3,4]", result.Output?.ToJson());
        Assert.Equal(
            ("[1,2]", """[{"n":1},{"n":2}]""", 2),
            (result.Inspection.AfterItemsPath?.ToJson(), result.Inspection.AfterItemSelector?.ToJson(), result.Inspection.MaxConcurrency)
        );
    }

    [Theory]
    [InlineData("JSON", """[{"a":"1"},{"a":"2"}]""")]
    [InlineData("JSONL", "{\"a\":\"1\"}\n{\"a\":\"2\"}\n")]
    [InlineData("CSV", "a\n1\n2\n")]
    public async Task The_items_of_an_ItemReader_come_from_the_request(string inputType, string data)
    {
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = $$$"""
                    { "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "{{{inputType}}}" } },
                      "ItemSelector": { "n.$": "$$.Map.Item.Value.a" }, "End": true,
                      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } } }
                    """,
                Mock = Result("[0,0]"),
                MapItemReaderData = data,
            }
        );
        Assert.Equal("""[{"n":"1"},{"n":"2"}]""", result.Inspection.AfterItemSelector?.ToJson());
    }

    public static TheoryData<string, string?, string> WrongMocks =>
        new()
        {
            { """{ "Type": "Pass", "End": true }""", "1", "State type 'Pass' is not supported when a mock is specified" },
            {
                """{ "Type": "Parallel", "Branches": [ { "StartAt": "A", "States": { "A": { "Type": "Succeed" } } } ], "End": true }""",
                null,
                "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"
            },
            {
                """{ "Type": "Parallel", "Branches": [ { "StartAt": "A", "States": { "A": { "Type": "Succeed" } } } ], "End": true }""",
                "[1,2]",
                "Mocked result must contain the same number of items as number of Parallel branches."
            },
            { """{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true }""", "{", "Mocked result must be valid JSON" },
            {
                """{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true }""",
                """{"MessageId":1}""",
                "Mock result schema validation error: Field 'MessageId' must be a string"
            },
            {
                """{ "Type": "Task", "Resource": "arn:aws:states:::events:putEvents", "End": true }""",
                """{"Entries":{}}""",
                "Mock result schema validation error: Field 'Entries' must be an array"
            },
            {
                """{ "Type": "Task", "Resource": "arn:aws:states:::events:putEvents", "End": true }""",
                """{"FailedEntryCount":"1"}""",
                "Mock result schema validation error: Field 'FailedEntryCount' must be a number"
            },
            {
                """{ "Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "End": true }""",
                """{"StartDate":"now"}""",
                "Mock result schema validation error: Required field 'ExecutionArn' is missing"
            },
            {
                """{ "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "End": true }""",
                """{"ExecutionArn":"a","StateMachineArn":"m","StartDate":"now","Status":"SLEEPING"}""",
                "Mock result schema validation error: Field 'Status' is not an expected value"
            },
            { """{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true }""", null, "RoleArn must be specified when testing a Task state" },
        };

    [Theory]
    [MemberData(nameof(WrongMocks))]
    public async Task A_mock_that_does_not_fit_the_state_is_rejected(string definition, string? mock, string message)
    {
        var request = new TestStateRequest { Definition = definition, Mock = mock is null ? null : Result(mock) };
        Assert.Equal(message, (await RejectedAsync(request)).Message);
    }

    [Theory]
    [InlineData(MockValidationMode.Present, """{"StartDate":"now"}""")]
    [InlineData(MockValidationMode.None, """{"StartDate":1}""")]
    public async Task A_mode_compares_less_of_a_mock(MockValidationMode mode, string mock)
    {
        const string Task = """{ "Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "End": true }""";
        var result = await RunAsync(new TestStateRequest { Definition = Task, Mock = Result(mock) with { ValidationMode = mode } });
        Assert.Equal(StateTestStatus.Succeeded, result.Status);
    }

    [Theory]
    [InlineData("""{"Map":{}}""", "'Map' field is not supported when mocking a Context object")]
    [InlineData("""{"Execution":{"Surprise":1}}""", "Field 'Surprise' is not allowed")]
    [InlineData("""{"Execution":{"Name":1}}""", "Execution.Name must be a string")]
    public async Task A_context_has_only_known_fields(string context, string detail)
    {
        var request = new TestStateRequest
        {
            Definition = TaskState,
            Mock = Error("E"),
            Context = context,
        };
        Assert.Equal($"Invalid Context object provided: {detail}", (await RejectedAsync(request)).Message);
    }

    [Fact]
    public async Task An_error_in_a_state_alone_has_its_place_in_the_state()
    {
        var request = new TestStateRequest { Definition = """{ "Type": "Task", "Resource": "f", "End": true }""" };
        Assert.Equal(
            "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /Resource'",
            (await RejectedAsync(request)).Message
        );
    }

    private static TestStateMock Result(string json) => new() { Result = json };

    private static TestStateMock Error(string error, string? cause = null) =>
        new()
        {
            HasErrorOutput = true,
            Error = error,
            Cause = cause,
        };

    private async Task<(string Code, string Message)> RejectedAsync(TestStateRequest request)
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => RunAsync(request));
        return (exception.Code, exception.Message);
    }

    private Task<StateTestResult> RunAsync(TestStateRequest request) =>
        _machine.Service.TestStateAsync(request, TestContext.Current.CancellationToken);
}
