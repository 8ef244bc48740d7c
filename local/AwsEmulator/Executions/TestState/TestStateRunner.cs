using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using JsonNode = System.Text.Json.Nodes.JsonNode;
using NodeObject = System.Text.Json.Nodes.JsonObject;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>
/// Runs one state on the language's core, with the task called for real or mocked, and says what it leads to.
/// Nothing of it is stored.
/// </summary>
internal sealed class TestStateRunner(TaskIntegrations integrations, TimeProvider time)
{
    private static readonly string[] MockedTypes = ["Task", "Map", "Parallel"];

    // As the fields that shape the data follow each other.
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
        // In whole milliseconds, as the language counts.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var run = new TestRun(Execution.Create(machine, AssumedExecution.Start(request.Context, input, now)), now);
        run.Take(ExecutionEvent.Begin.Instance);
        for (var retries = 0; run.Task is { } task; retries++)
        {
            run.Take(await AnswerAsync(task, request, cancellationToken));
            if (run.RetryTimer is null || retries >= request.RetrierRetryCount)
            {
                break;
            }

            run.FireRetry();
        }

        return run.Result(state);
    }

    private async Task<ExecutionEvent> AnswerAsync(Effect.InvokeTask task, TestStateRequest request, CancellationToken cancellationToken)
    {
        if (request.MockError is { } error)
        {
            return new ExecutionEvent.TaskFailed(task.TaskId, error, request.MockCause);
        }

        if (request.MockResult is { } mock)
        {
            return new ExecutionEvent.TaskSucceeded(task.TaskId, Parse(mock, detail => TestStateErrors.NotJson("mock.result", detail)));
        }

        return await new TaskRunner(integrations).RunAsync(0, task with { TaskToken = null }, cancellationToken)
            ?? throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>The same state, cut off after each stage of its processing.</summary>
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
            // Whatever the state was to call has been called once: the stages are shown for mocks and for states that call nothing.
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

    private static JsonValue Parse(string text, Func<string, Exception> refusal)
    {
        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonFormatException e)
        {
            throw refusal(e.Message);
        }
    }
}
