using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using JsonNode = System.Text.Json.Nodes.JsonNode;
using NodeObject = System.Text.Json.Nodes.JsonObject;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>
/// Runs one state in the interpreter. Its task is invoked, or replaced by a mock. Nothing is stored.
/// </summary>
internal sealed class TestStateRunner(TaskIntegrations integrations, TimeProvider time)
{
    private static readonly string[] MockedTypes = ["Task", "Map", "Parallel"];

    // The fields that process the data, in their order.
    private static readonly string[] AfterResult = ["ResultSelector", "ResultPath", "OutputPath"];

    /// <exception cref="Hosting.AwsException">InvalidDefinition, InvalidExecutionInput, ValidationException.</exception>
    public async Task<TestStateResult> RunAsync(TestStateRequest request, bool withStages, CancellationToken cancellationToken)
    {
        var state = StateUnderTest.Read(request.Definition, request.StateName);
        if (request.MockResult is not null && request.MockError is not null)
        {
            throw TestStateErrors.TwoMocks();
        }

        if (request.HasMock && !MockedTypes.Contains(state.Type))
        {
            throw TestStateErrors.MockNotAllowed(state.Type);
        }

        if (!request.HasMock && state.Type is "Map" or "Parallel")
        {
            throw TestStateErrors.MockRequired(state.Type);
        }

        var input = Parse(request.Input, StatesErrors.InvalidExecutionInput);
        if (request.HasMock)
        {
            state = state.AsTask();
        }

        var result = await RunAsync(state, request, input, cancellationToken);
        return withStages ? result with { Stages = await StagesAsync(state, request, input, cancellationToken) } : result;
    }

    private async Task<TestStateResult> RunAsync(
        StateUnderTest state,
        TestStateRequest request,
        JsonValue input,
        CancellationToken cancellationToken
    )
    {
        var machine = ParseMachine(state.ToStateMachine(request.Variables is null ? null : ParseObject(request.Variables, "variables")));
        // The interpreter uses whole milliseconds.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var run = new TestRun(Execution.Create(machine, TestStateContext.Start(request.Context, input, now)), now);
        run.Take(ExecutionEvent.Begin.Instance);
        for (var retries = 0; run.Task is { } task; retries++)
        {
            run.Take(await AnswerAsync(task, run.Start with { RoleArn = request.RoleArn }, request, cancellationToken));
            if (run.RetryTimer is null || retries >= request.RetrierRetryCount)
            {
                break;
            }

            run.FireRetry();
        }

        return run.Result(state);
    }

    private async Task<ExecutionEvent> AnswerAsync(
        Effect.InvokeTask task,
        ExecutionStart start,
        TestStateRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.MockError is { } error)
        {
            return new ExecutionEvent.TaskFailed(task.TaskId, error, request.MockCause);
        }

        if (request.MockResult is { } mock)
        {
            return new ExecutionEvent.TaskSucceeded(task.TaskId, Parse(mock, detail => TestStateErrors.NotJson("mock.result", detail)));
        }

        return await new TaskRunner(integrations).RunAsync(0, start, task with { TaskToken = null }, cancellationToken)
            ?? throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>The data after each stage of the state's processing.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, string>>> StagesAsync(
        StateUnderTest state,
        TestStateRequest request,
        JsonValue input,
        CancellationToken cancellationToken
    )
    {
        List<KeyValuePair<string, string>> stages = [new("input", input.ToJson())];
        await AddAsync("afterInputPath", state.AsPass("InputPath"));
        if (state.Type is "Task" or "Pass" or "Map" or "Parallel")
        {
            await AddAsync("afterParameters", state.AsPass("InputPath", "Parameters"));
        }

        if (state.Type is "Task" or "Pass")
        {
            await AddAsync("result", state.Without(AfterResult));
            await AddAsync("afterResultSelector", state.Without(AfterResult[1..]));
            await AddAsync("afterResultPath", state.Without(AfterResult[2..]));
        }

        return stages;

        async Task AddAsync(string name, StateUnderTest cut)
        {
            // The task has been invoked once and must not be invoked again. So a task has these stages only if it is mocked.
            if (cut.Type == "Task" && request.MockResult is null)
            {
                return;
            }

            if (await RunAsync(cut, request, input, cancellationToken) is { Status: "SUCCEEDED", Output: { } output })
            {
                stages.Add(new(name, output));
            }
        }
    }

    private static StateMachine ParseMachine(string definition)
    {
        try
        {
            return StateMachine.Parse(definition);
        }
        catch (InvalidDefinitionException e)
        {
            throw StatesErrors.InvalidDefinition(e.Errors);
        }
    }

    private static NodeObject ParseObject(string text, string member)
    {
        Parse(text, detail => TestStateErrors.NotJson(member, detail));
        return JsonNode.Parse(text) as NodeObject ?? throw TestStateErrors.NotJson(member, "it must be an object");
    }

    private static JsonValue Parse(string text, Func<string, Exception> error)
    {
        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonFormatException e)
        {
            throw error(e.Message);
        }
    }
}
