using PromptToImage.Contracts.Steps;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// What the tasks leave behind: the bucket, the dead-letter queue, the topics. A host that dies may call a task again whose work
/// was done; each does its work as the real one does, so that a repetition leaves the same behind.
/// </summary>
internal sealed class World(IReadOnlyList<Fault> faults)
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

    private readonly Dictionary<string, int> _failuresLeft = faults.ToDictionary(fault => fault.State, fault => fault.Times);

    /// <summary>Keys of stored images.</summary>
    public HashSet<string> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>Dead letters by what identifies them to Start: id and attempt.</summary>
    public Dictionary<(string Id, string Attempt), JsonValue> DeadLetters { get; } = [];

    /// <summary>Failure notices by execution: repeated, they tell the same.</summary>
    public Dictionary<string, JsonValue> FailureNotices { get; } = new(StringComparer.Ordinal);

    public HashSet<string> ResultNotices { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each state's task was called, by the number of the call as the state machine counts its tries.</summary>
    public Dictionary<string, HashSet<long>> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls the task: does its work and returns its answer; null when it never answers.</summary>
    public ExecutionEvent? Call(Effect.InvokeTask task)
    {
        var role = TaskRoles.Of(task.Resource);
        var tries = Calls.TryGetValue(task.StateName, out var known) ? known : Calls[task.StateName] = [];
        var repeated = !tries.Add(task.TaskId);
        var fault = faults.FirstOrDefault(fault => fault.State == task.StateName);
        var strikes = fault is not null && (repeated ? tries.Count <= fault.Times : _failuresLeft[task.StateName]-- > 0);
        if (!strikes)
        {
            return Work(role, task);
        }

        switch (fault!.Kind)
        {
            case FaultKind.Error:
                return new ExecutionEvent.TaskFailed(
                    task.TaskId,
                    fault.Error,
                    $$"""{"errorType":"{{fault.Error}}","errorMessage":"injected"}"""
                );
            case FaultKind.Silence:
                return null;
            case FaultKind.TooLarge:
                return new ExecutionEvent.TaskOverLimit(task.TaskId);
            default:
                // It does its work; only what it says of it is of no use.
                return Work(role, task) is ExecutionEvent.TaskFailed failed
                    ? failed
                    : new ExecutionEvent.TaskSucceeded(task.TaskId, WrongShape);
        }
    }

    private ExecutionEvent Work(TaskRole role, Effect.InvokeTask task) =>
        role switch
        {
            TaskRole.Validate => Answer(task, Request),
            TaskRole.Generate => task.Parameters["request"]?["prompt"] is null ? Unreadable(task) : Answer(task, Staged),
            TaskRole.Store => Store(task),
            TaskRole.Notify => Notify(task),
            _ => SendDeadLetter(task),
        };

    /// <summary>What the rule on execution status does with an execution that ended where no Catch could help.</summary>
    public void Rescue(ExecutionStart start)
    {
        DeadLetters.TryAdd((Text(start.Input, "id"), "2"), JsonValue.Parse($$"""{"MessageBody":{{start.Input["message"]!.ToJson()}}}"""));
        FailureNotices.TryAdd(start.ExecutionArn, start.Input);
    }

    private ExecutionEvent Store(Effect.InvokeTask task)
    {
        if (task.Parameters["image"]?["key"] is null)
        {
            return Unreadable(task);
        }

        Images.Add(Text(Stored, "key"));
        return Answer(task, Stored);
    }

    private ExecutionEvent Notify(Effect.InvokeTask task)
    {
        var arn = Text(task.Parameters["execution"]!, "arn");
        var prompt = task.Parameters["prompt"]!;
        if (Text(task.Parameters, "outcome") == Outcome.Stored)
        {
            if (prompt["stored"]?["key"] is null)
            {
                return Unreadable(task);
            }

            ResultNotices.Add(arn);
        }
        else
        {
            FailureNotices.TryAdd(arn, prompt);
        }

        return Answer(task, JsonValue.Null);
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
        return Answer(task, Sent);
    }

    private static ExecutionEvent.TaskSucceeded Answer(Effect.InvokeTask task, JsonValue output) => new(task.TaskId, output);

    private static ExecutionEvent.TaskFailed Unreadable(Effect.InvokeTask task) =>
        new(
            task.TaskId,
            "JsonSerializerException",
            """{"errorType":"JsonSerializerException","errorMessage":"The input has another shape."}"""
        );

    private static string Text(JsonValue value, string key) => value[key] is JsonString { Value: var text } ? text : "";
}
