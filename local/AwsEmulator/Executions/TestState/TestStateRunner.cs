using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Testing;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>Runs one state in the interpreter. Its task is invoked, or replaced by a mock. Nothing is stored.</summary>
internal sealed class TestStateRunner(TaskIntegrations integrations, IdGenerator ids, TimeProvider time)
{
    /// <summary>The longest time of a test, as on AWS.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(5);

    /// <exception cref="AwsException">InvalidDefinition, InvalidExecutionInput, ValidationException.</exception>
    public async Task<StateTestResult> RunAsync(TestStateRequest request, CancellationToken cancellationToken)
    {
        var state = StateUnderTest.Read(request.Definition, request.StateName);
        var machine = state.ToStateMachine();
        var mock = TestStateMocks.Read(request, state);
        var input = Parse(request.Input, StatesErrors.InvalidExecutionInput);
        var setup = new StateTestSetup
        {
            Variables = request.Variables is null ? JsonObject.Empty : ParseObject(request.Variables),
            Context = request.Context is null ? null : TestStateContext.Read(request.Context),
            RetryCount = request.RetrierRetryCount,
            Mock = mock,
            FailedIterations = request.MapIterationFailureCount,
            Items = state.HasItemReader ? ItemReaderData.Read(request.MapItemReaderData ?? "[]", state.ReaderConfig) : null,
        };
        // The interpreter uses whole milliseconds.
        var now = time.GetUtcMilliseconds();
        var start = TestStateContext.Start(request.RoleArn, input, now, ids);
        var test = StateTest.Start(machine, start, setup, now);
        if (test.Task is { } task)
        {
            test.Respond(await CallAsync(start, task, cancellationToken));
        }

        return test.Result!;
    }

    private async Task<ExecutionEvent> CallAsync(ExecutionStart start, Effect.InvokeTask task, CancellationToken cancellationToken)
    {
        var limit = task.TimeoutSeconds is { } seconds && seconds < MaxTime.TotalSeconds ? TimeSpan.FromSeconds(seconds) : MaxTime;
        using var timeout = new CancellationTokenSource(limit, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var response = await new TaskRunner(integrations).RunAsync(0, start, task with { TaskToken = null }, ends.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return response ?? new ExecutionEvent.TaskFailed(task.TaskId, ErrorNames.Timeout, null);
    }

    private static JsonObject ParseObject(string text) =>
        Parse(text, detail => TestStateErrors.NotJson("variables", detail)) as JsonObject
        ?? throw TestStateErrors.NotJson("variables", "it must be an object");

    private static JsonValue Parse(string text, Func<string, AwsException> error)
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
