using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// The tasks with their faults, and what they leave behind: the bucket, the dead-letter queue, the topics. A host that stops may call a
/// task again that had done its work. Each task does its work as the real one does, so that a repetition has the same result.
/// </summary>
/// <param name="faults">Those of one state happen in this order.</param>
internal sealed class FaultModel(IReadOnlyList<Fault> faults)
{
    private static readonly JsonValue Request = JsonValue.Parse(
        """{"id":"order-1","prompt":"A croissant","aspectRatio":"1:1","seed":1,"outputFormat":"png","modelId":"m"}"""
    );
    private static readonly JsonValue Staged = JsonValue.Parse(
        """{"bucket":"b","key":"staging/order-1","size":1,"sha256":"0","contentType":"image/png","seed":1,"modelId":"m"}"""
    );
    private static readonly JsonValue Stored = JsonValue.Parse(
        """{"bucket":"b","key":"images/order-1.png","manifestKey":"images/order-1.json","contentType":"image/png"}"""
    );
    private static readonly JsonValue Sent = JsonValue.Parse("""{"MessageId":"m","MD5OfMessageBody":"0"}""");
    private static readonly JsonValue WrongShape = JsonValue.Parse("[]");

    private readonly Dictionary<(string State, string Iteration), List<long>> _calls = [];
    private readonly Dictionary<string, string> _faultyIterations = new(StringComparer.Ordinal);
    private readonly HashSet<long> _hanging = [];

    /// <summary>The keys of stored images.</summary>
    public HashSet<string> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>Dead letters by what identifies them to Start: id and attempt.</summary>
    public Dictionary<(string Id, string Attempt), JsonValue> DeadLetters { get; } = [];

    /// <summary>Failure notices by execution; a repetition says the same.</summary>
    public Dictionary<string, JsonValue> FailureNotices { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the status rule sent a failure notice though the dead-letter branch had sent one.</summary>
    public bool HasSecondNotice { get; private set; }

    public HashSet<string> ResultNotices { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the dead-letter queue holds an invocation by the status rule that failed for good.</summary>
    public bool HasFailedInvocation { get; private set; }

    /// <summary>How often the task of a state was called at most in one Map iteration, or outside of Map in the execution.</summary>
    public int MostCalls(string state) => _calls.Where(calls => calls.Key.State == state).Max(calls => (int?)calls.Value.Count) ?? 0;

    /// <summary>Calls the task, which does its work.</summary>
    /// <param name="task">The task.</param>
    /// <param name="iteration">The Map iteration that the task belongs to. Only the one that calls the task first has the faults.</param>
    /// <returns>Its response; null when it does not respond.</returns>
    public ExecutionEvent? Call(Effect.InvokeTask task, string iteration)
    {
        var call = ModelledCall.From(task);
        var number = Number(task, iteration);
        _faultyIterations.TryAdd(task.StateName, iteration);
        if (_faultyIterations[task.StateName] != iteration || FaultFor(task.StateName, number) is not { } fault)
        {
            return Work(call);
        }

        switch (fault.Kind)
        {
            case FaultKind.Error:
                return call.Fail(fault.Error, "injected");
            case FaultKind.NoResponse:
                return null;
            case FaultKind.ExecutionTimeout:
                _hanging.Add(task.TaskId);
                return null;
            case FaultKind.TooLarge:
                return new ExecutionEvent.TaskOverLimit(task.TaskId);
            default:
                // It does its work. Only its output cannot be used.
                return Work(call) is ExecutionEvent.TaskFailed failed ? failed : call.Succeed(WrongShape);
        }
    }

    /// <summary>Whether the task, which does not respond, hangs until the execution times out.</summary>
    public bool HangsUntilExecutionTimeout(Effect.InvokeTask task) => _hanging.Contains(task.TaskId);

    /// <summary>The status rule's invocation of Notify, which does what the dead-letter branch would have done.</summary>
    /// <param name="start">The start of the execution, with its input.</param>
    /// <param name="lastState">The state in which it ended.</param>
    /// <param name="failedAttempts">How many attempts of the invocation fail.</param>
    /// <param name="hasOnFailureDestination">Whether the dead-letter queue receives an invocation that failed for good.</param>
    public void InvokeNotifyByRule(ExecutionStart start, string lastState, int failedAttempts, bool hasOnFailureDestination)
    {
        if (failedAttempts >= StatusRule.Attempts)
        {
            HasFailedInvocation = hasOnFailureDestination;
            return;
        }

        if (UnhandledEnds.NeedDeadLetter(lastState))
        {
            DeadLetters.TryAdd(
                (Text(start.Input, "id"), "2"),
                JsonValue.Parse($$"""{"MessageBody":{{start.Input["message"]!.ToJson()}}}""")
            );
        }

        if (UnhandledEnds.NeedNotice(lastState) && !FailureNotices.TryAdd(start.ExecutionArn, start.Input))
        {
            HasSecondNotice = true;
        }
    }

    /// <summary>The number of a call in its iteration, from 1. A repetition after a stop of the host has the same number.</summary>
    private int Number(Effect.InvokeTask task, string iteration)
    {
        var key = (task.StateName, iteration);
        var calls = _calls.TryGetValue(key, out var known) ? known : _calls[key] = [];
        if (calls.LastIndexOf(task.TaskId) is var index and >= 0)
        {
            return index + 1;
        }

        calls.Add(task.TaskId);
        return calls.Count;
    }

    /// <summary>The fault of a call; null when the call succeeds.</summary>
    private Fault? FaultFor(string state, int call)
    {
        foreach (var fault in faults.Where(fault => fault.State == state))
        {
            if (call <= fault.Times)
            {
                return fault;
            }

            call -= fault.Times;
        }

        return null;
    }

    private ExecutionEvent Work(ModelledCall call) =>
        call.Role switch
        {
            TaskRole.Validate => call.Input["message"] is null ? InvalidInput(call) : call.Succeed(Request),
            TaskRole.Generate => call.Input["request"]?["prompt"] is null ? InvalidInput(call) : call.Succeed(Staged),
            TaskRole.Store => Store(call),
            TaskRole.Notify => Notify(call),
            _ => SendDeadLetter(call),
        };

    private ExecutionEvent Store(ModelledCall call)
    {
        if (call.Input["image"]?["key"] is null)
        {
            return InvalidInput(call);
        }

        Images.Add(Text(Stored, "key"));
        return call.Succeed(Stored);
    }

    private ExecutionEvent Notify(ModelledCall call)
    {
        if (call.Input["execution"]?["arn"] is not JsonString { Value: var arn } || call.Input["prompt"] is not { } prompt)
        {
            return InvalidInput(call);
        }

        if (Text(call.Input, "outcome") == Outcome.Stored)
        {
            if (prompt["stored"]?["key"] is null)
            {
                return InvalidInput(call);
            }

            ResultNotices.Add(arn);
        }
        else
        {
            FailureNotices.TryAdd(arn, prompt);
        }

        return call.Succeed(JsonValue.Null);
    }

    private ExecutionEvent.TaskSucceeded SendDeadLetter(ModelledCall call)
    {
        var attributes = call.Input["MessageAttributes"];
        var id = attributes?["RequestId"]?["StringValue"];
        var attempt = attributes?["Attempt"]?["StringValue"];
        DeadLetters.TryAdd(
            (id is JsonString { Value: var idText } ? idText : "", attempt is JsonString { Value: var attemptText } ? attemptText : ""),
            call.Input
        );
        return call.Succeed(Sent);
    }

    private static ExecutionEvent.TaskFailed InvalidInput(ModelledCall call) =>
        call.Fail("JsonSerializerException", "The input has another shape.");

    private static string Text(JsonValue value, string key) => value[key] is JsonString { Value: var text } ? text : "";
}
