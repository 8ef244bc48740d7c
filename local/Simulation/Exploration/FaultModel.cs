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

    /// <summary>The ids of the calls of each state's task.</summary>
    public Dictionary<string, HashSet<long>> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls the task, which does its work.</summary>
    /// <returns>Its response; null when it does not respond.</returns>
    public ExecutionEvent? Call(Effect.InvokeTask task)
    {
        var role = TaskRoles.For(task.Resource);
        var calls = Calls.TryGetValue(task.StateName, out var known) ? known : Calls[task.StateName] = [];
        calls.Add(task.TaskId);
        if (FaultOf(task) is not { } fault)
        {
            return Work(role, task);
        }

        switch (fault.Kind)
        {
            case FaultKind.Error:
                return new ExecutionEvent.TaskFailed(
                    task.TaskId,
                    fault.Error,
                    $$"""{"errorType":"{{fault.Error}}","errorMessage":"injected"}"""
                );
            case FaultKind.NoResponse or FaultKind.ExecutionTimeout:
                return null;
            case FaultKind.TooLarge:
                return new ExecutionEvent.TaskOverLimit(task.TaskId);
            default:
                // It does its work. Only its output cannot be used.
                return Work(role, task) is ExecutionEvent.TaskFailed failed
                    ? failed
                    : new ExecutionEvent.TaskSucceeded(task.TaskId, WrongShape);
        }
    }

    /// <summary>Whether the task, which does not respond, hangs until the execution times out.</summary>
    public bool HangsUntilExecutionTimeout(Effect.InvokeTask task) => FaultOf(task) is { Kind: FaultKind.ExecutionTimeout };

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

    /// <summary>The fault of the latest call of the task; null when the call succeeds.</summary>
    private Fault? FaultOf(Effect.InvokeTask task)
    {
        var call = Calls[task.StateName].Count;
        foreach (var fault in faults.Where(fault => fault.State == task.StateName))
        {
            if (call <= fault.Times)
            {
                return fault;
            }

            call -= fault.Times;
        }

        return null;
    }

    private ExecutionEvent Work(TaskRole role, Effect.InvokeTask task) =>
        role switch
        {
            TaskRole.Validate => Succeed(task, Request),
            TaskRole.Generate => task.Parameters["request"]?["prompt"] is null ? InvalidInput(task) : Succeed(task, Staged),
            TaskRole.Store => Store(task),
            TaskRole.Notify => Notify(task),
            _ => SendDeadLetter(task),
        };

    private ExecutionEvent Store(Effect.InvokeTask task)
    {
        if (task.Parameters["image"]?["key"] is null)
        {
            return InvalidInput(task);
        }

        Images.Add(Text(Stored, "key"));
        return Succeed(task, Stored);
    }

    private ExecutionEvent Notify(Effect.InvokeTask task)
    {
        var arn = Text(task.Parameters["execution"]!, "arn");
        var prompt = task.Parameters["prompt"]!;
        if (Text(task.Parameters, "outcome") == Outcome.Stored)
        {
            if (prompt["stored"]?["key"] is null)
            {
                return InvalidInput(task);
            }

            ResultNotices.Add(arn);
        }
        else
        {
            FailureNotices.TryAdd(arn, prompt);
        }

        return Succeed(task, JsonValue.Null);
    }

    private ExecutionEvent.TaskSucceeded SendDeadLetter(Effect.InvokeTask task)
    {
        var attributes = task.Parameters["MessageAttributes"];
        var id = attributes?["RequestId"]?["StringValue"];
        var attempt = attributes?["Attempt"]?["StringValue"];
        DeadLetters.TryAdd(
            (id is JsonString { Value: var idText } ? idText : "", attempt is JsonString { Value: var attemptText } ? attemptText : ""),
            task.Parameters
        );
        return Succeed(task, Sent);
    }

    private static ExecutionEvent.TaskSucceeded Succeed(Effect.InvokeTask task, JsonValue output) => new(task.TaskId, output);

    private static ExecutionEvent.TaskFailed InvalidInput(Effect.InvokeTask task) =>
        new(
            task.TaskId,
            "JsonSerializerException",
            """{"errorType":"JsonSerializerException","errorMessage":"The input has another shape."}"""
        );

    private static string Text(JsonValue value, string key) => value[key] is JsonString { Value: var text } ? text : "";
}
