using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Recordings;

/// <summary>
/// Lambda functions with the behaviour that a recording describes. SQS and SNS give the recorded responses, because a recording does
/// not describe its queues and topics.
/// </summary>
/// <param name="assigned">The recorded task for each task. A resumed run gets the same responses from it.</param>
public sealed class RecordedWorld(RecordedCase recorded, Dictionary<long, long> assigned) : ITaskWorld
{
    private const string FunctionPrefix = "arn:aws:lambda:us-east-1:111111111111:function:";
    private const string RequestId = "b1f7c4de-0000-4000-8000-000000000001";

    // By the id of the event that scheduled the task. In a Parallel or a Map the id can differ from the one of this run.
    private readonly SortedDictionary<long, List<JsonValue>> _responses = ResponsesOf(recorded);

    public IEnumerable<(TimeSpan Delay, ExecutionEvent Response)> Invoke(Effect.InvokeTask task)
    {
        if (task.Resource.Kind == TaskResourceKind.Lambda)
        {
            return Call(task, task.Resource.Arn, PayloadOf(task.Parameters), wrapped: false);
        }

        if (task.Resource.ResourceType == "lambda")
        {
            var name = ((JsonString)task.Parameters["FunctionName"]!).Value;
            return Call(task, name, PayloadOf(task.Parameters["Payload"]), wrapped: true);
        }
        return Service(task);
    }

    private IEnumerable<(TimeSpan, ExecutionEvent)> Service(Effect.InvokeTask task)
    {
        if (!assigned.TryGetValue(task.TaskId, out var key))
        {
            key =
                _responses.ContainsKey(task.TaskId) && !assigned.ContainsValue(task.TaskId)
                    ? task.TaskId
                    : _responses.Keys.FirstOrDefault(id => !assigned.ContainsValue(id));
            assigned[task.TaskId] = key;
        }
        if (!_responses.TryGetValue(key, out var responses))
        {
            yield break;
        }

        foreach (var response in responses)
        {
            var details = Details(response);
            switch (Type(response))
            {
                case "TaskSubmitted":
                    if (task.Submitted)
                    {
                        break;
                    }

                    yield return (TimeSpan.Zero, new ExecutionEvent.TaskSubmitted(task.TaskId, details["output"]!));
                    break;
                case "TaskSucceeded":
                    yield return (TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(task.TaskId, Parsed(details["output"]!)));
                    break;
                default:
                    yield return (
                        TimeSpan.Zero,
                        new ExecutionEvent.TaskFailed(
                            task.TaskId,
                            (details["error"] as JsonString)?.Value,
                            (details["cause"] as JsonString)?.Value
                        )
                    );
                    break;
            }
        }
    }

    private static SortedDictionary<long, List<JsonValue>> ResponsesOf(RecordedCase recorded)
    {
        var events = recorded.Events.DistinctBy(e => Number(e, "id")).ToDictionary(e => Number(e, "id"));
        var responses = new SortedDictionary<long, List<JsonValue>>();
        foreach (var (id, e) in events)
        {
            if (Type(e) == "TaskScheduled" && Details(e)["resourceType"] is JsonString { Value: not "lambda" })
            {
                responses[id] = [];
            }
        }
        foreach (var e in events.Values.Where(e => Type(e) is "TaskSubmitted" or "TaskSucceeded" or "TaskFailed" or "TaskSubmitFailed"))
        {
            var at = e;
            while (Type(at) != "TaskScheduled" && events.TryGetValue(Number(at, "previousEventId"), out var before))
            {
                at = before;
            }

            if (responses.TryGetValue(Number(at, "id"), out var ofTask))
            {
                ofTask.Add(e);
            }
        }
        return responses;
    }

    private IEnumerable<(TimeSpan, ExecutionEvent)> Call(Effect.InvokeTask task, string function, JsonValue payload, bool wrapped)
    {
        var name = function.StartsWith(FunctionPrefix, StringComparison.Ordinal) ? function[FunctionPrefix.Length..] : function;
        if (recorded.Function(name) is not { } behaviour)
        {
            return
            [
                (
                    TimeSpan.Zero,
                    new ExecutionEvent.TaskFailed(
                        task.TaskId,
                        "Lambda.ResourceNotFoundException",
                        $"Function not found: {FunctionPrefix}{name}:$LATEST (Service: AWSLambda; Status Code: 404; "
                            + $"Error Code: ResourceNotFoundException; Request ID: {RequestId}; Proxy: null)"
                    )
                ),
            ];
        }
        return Behave(task, behaviour, payload, wrapped, TimeSpan.Zero);
    }

    private static IEnumerable<(TimeSpan, ExecutionEvent)> Behave(
        Effect.InvokeTask task,
        JsonValue behaviour,
        JsonValue payload,
        bool wrapped,
        TimeSpan delay
    )
    {
        switch (Text(behaviour, "kind"))
        {
            case "sleep":
                return Behave(
                    task,
                    behaviour["then"]!,
                    payload,
                    wrapped,
                    delay + TimeSpan.FromSeconds(((JsonNumber)behaviour["seconds"]!).Double)
                );
            case "echo_event":
                return [(delay, Success(task, payload.ToJson(), wrapped))];
            case "return":
                return [(delay, Success(task, behaviour["value"]!.ToJson(), wrapped))];
            case "return_bytes":
                var bytes = Text(behaviour, "value");
                return [(delay, Success(task, JsonValue.TryParse(bytes, out _) ? bytes : JsonValue.From(bytes).ToJson(), wrapped))];
            case "python_fstring":
                return [(delay, Success(task, JsonValue.From(PythonFormat.Apply(behaviour, payload)).ToJson(), wrapped))];
            case "return_bytes_large":
                return [(delay, Success(task, new string('a', (int)((JsonNumber)behaviour["size"]!).Long!), wrapped: false))];
            case "raise":
                var cause = JsonObject.From(
                    ("errorMessage", behaviour["errorMessage"]!),
                    ("errorType", behaviour["errorType"]!),
                    ("requestId", JsonValue.From(RequestId)),
                    ("stackTrace", behaviour["stackTrace"] ?? JsonArray.Empty)
                );
                return [(delay, new ExecutionEvent.TaskFailed(task.TaskId, Text(behaviour, "errorType"), cause.ToJson()))];
            default:
                throw new NotSupportedException($"There is no behaviour {behaviour.ToJson()}");
        }
    }

    private static ExecutionEvent Success(Effect.InvokeTask task, string result, bool wrapped)
    {
        if (!wrapped)
        {
            return ExecutionEvent.TaskSucceeded.FromJson(task.TaskId, result);
        }

        var length = result.Length.ToString(CultureInfo.InvariantCulture);
        var response = JsonObject.From(
            ("ExecutedVersion", JsonValue.From("$LATEST")),
            ("Payload", JsonValue.Parse(result)),
            (
                "SdkHttpMetadata",
                JsonObject.From(
                    ("HttpHeaders", JsonObject.From(("Content-Length", JsonValue.From(length)))),
                    ("HttpStatusCode", JsonValue.From(200))
                )
            ),
            ("SdkResponseMetadata", JsonObject.From(("RequestId", JsonValue.From(RequestId)))),
            ("StatusCode", JsonValue.From(200))
        );
        if (task.Parameters["LogType"] is JsonString { Value: "Tail" })
        {
            response = response.With("LogResult", JsonValue.From("U1RBUlQ="));
        }

        return new ExecutionEvent.TaskSucceeded(task.TaskId, response);
    }

    // Step Functions sends a string that is JSON text as that JSON. For null it sends no payload, and the function gets {}.
    private static JsonValue PayloadOf(JsonValue? payload) =>
        payload switch
        {
            null or { IsNull: true } => JsonObject.Empty,
            JsonString s when JsonValue.TryParse(s.Value, out var parsed) => parsed,
            _ => payload,
        };

    private static JsonValue Parsed(JsonValue value) =>
        value is JsonString s && JsonValue.TryParse(s.Value, out var parsed) ? parsed : value;

    private static string Type(JsonValue e) => Text(e, "type");

    private static JsonValue Details(JsonValue e) => ((JsonObject)e).First(p => p.Key.EndsWith("Details", StringComparison.Ordinal)).Value;

    private static string Text(JsonValue value, string key) => ((JsonString)value[key]!).Value;

    // A recording that does not know the order of branches has the ids of all branches.
    private static long Number(JsonValue value, string key) =>
        ((JsonNumber)(value[key] is JsonArray ids ? ids[0] : value[key]!)).Long!.Value;
}
