using PromptToImage.AwsEmulator.Executions.TestState;
using PromptToImage.AwsEmulator.Hosting;

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
        var result = await RunAsync(new TestStateRequest { Definition = TaskState, Input = Input });
        Assert.Equal(("SUCCEEDED", """{"r":"f"}""", "After"), (result.Status, result.Output, result.NextState));
    }

    [Fact]
    public async Task A_mocked_result_shows_the_data_after_every_stage()
    {
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = TaskState,
                Input = Input,
                MockResult = """{"by":"mock"}""",
            },
            withStages: true
        );
        Assert.Equal("""{"r":"mock"}""", result.Output);
        Assert.Equal(
            [
                ("input", Input),
                ("afterInputPath", """{"v":5}"""),
                ("afterParameters", """{"p":5}"""),
                ("result", """{"by":"mock"}"""),
                ("afterResultSelector", """{"r":"mock"}"""),
                ("afterResultPath", """{"in":{"v":5},"o":1,"res":{"r":"mock"}}"""),
            ],
            result.Stages.Select(stage => (stage.Key, stage.Value))
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
                MockError = "Busy",
                RetrierRetryCount = retries,
            }
        );
        Assert.Equal(("RETRIABLE", "Busy", 0, seconds), (result.Status, result.Error, result.RetryIndex, result.RetryBackoffSeconds));
    }

    [Fact]
    public async Task An_error_without_remaining_retries_is_caught()
    {
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = TaskState,
                Input = Input,
                MockError = "Busy",
                MockCause = "crowd",
                RetrierRetryCount = 2,
            }
        );
        Assert.Equal(("CAUGHT_ERROR", "Caught", 1), (result.Status, result.NextState, result.CatchIndex));
        Assert.Equal("""{"in":{"v":5},"o":1,"err":{"Error":"Busy","Cause":"crowd"}}""", result.Output);
    }

    [Fact]
    public async Task A_state_of_a_whole_machine_is_tested_by_its_name_at_any_depth()
    {
        const string Machine = """
            { "StartAt": "All", "States": { "All": { "Type": "Parallel", "End": true, "Branches": [
              { "StartAt": "Inner", "States": { "Inner": { "Type": "Pass", "Result": 7, "Next": "Last" }, "Last": { "Type": "Succeed" } } } ] } } }
            """;
        var result = await RunAsync(new TestStateRequest { Definition = Machine, StateName = "Inner" });
        Assert.Equal(("SUCCEEDED", "7", "Last"), (result.Status, result.Output, result.NextState));
        var exception = await Assert.ThrowsAsync<AwsException>(() =>
            RunAsync(new TestStateRequest { Definition = Machine, StateName = "Nobody" })
        );
        Assert.Equal("ValidationException", exception.Code);
    }

    [Fact]
    public async Task Variables_and_context_come_from_the_request()
    {
        var result = await RunAsync(
            new TestStateRequest
            {
                Definition = """{ "Type": "Pass", "Parameters": { "v.$": "$v.q", "id.$": "$$.Execution.Name" }, "Next": "X" }""",
                Variables = """{"v":{"q":9}}""",
                Context = """{"Execution":{"Name":"order-1"}}""",
            }
        );
        Assert.Equal("""{"v":9,"id":"order-1"}""", result.Output);
    }

    [Theory]
    [InlineData(
        """{ "Type": "Choice", "Choices": [ { "Variable": "$.o", "NumericEquals": 1, "Next": "One" } ], "Default": "D" }""",
        "SUCCEEDED",
        "One"
    )]
    [InlineData("""{ "Type": "Wait", "Seconds": 1000, "Next": "X" }""", "SUCCEEDED", "X")]
    [InlineData("""{ "Type": "Fail", "Error": "Oops" }""", "FAILED", null)]
    [InlineData("""{ "Type": "Succeed" }""", "SUCCEEDED", null)]
    public async Task States_without_a_task_are_run(string definition, string status, string? next)
    {
        var result = await RunAsync(new TestStateRequest { Definition = definition, Input = Input });
        Assert.Equal((status, next), (result.Status, result.NextState));
    }

    [Theory]
    [InlineData("""{ "Type": "Pass", "End": true }""", "1", "State type 'Pass' is not supported when a mock is specified")]
    [InlineData(
        """{ "Type": "Parallel", "Branches": [], "End": true }""",
        null,
        "State type 'Parallel' is only supported when a mock is specified"
    )]
    public async Task Only_Task_Map_and_Parallel_states_can_be_mocked(string definition, string? mock, string message)
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() =>
            RunAsync(new TestStateRequest { Definition = definition, MockResult = mock })
        );
        Assert.Equal(message, exception.Message);
    }

    private Task<TestStateResult> RunAsync(TestStateRequest request, bool withStages = false) =>
        _machine.Service.TestStateAsync(request, withStages, TestContext.Current.CancellationToken);
}
