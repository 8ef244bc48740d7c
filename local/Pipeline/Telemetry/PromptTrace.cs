using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Contracts;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>
/// The trace of a prompt. It follows from the history of the execution and from the stored invocations, so that it does not depend on the
/// number of processes that ran the execution. It has no text of the prompt.
/// <code>
/// prompt
///   send                          the message was sent
///   wait in queue                 until the invocation of Start that started the execution
///   start                         that invocation, with its AWS calls
///   Generate image                each visit of a state
///     Generate image attempt      each attempt, with the AWS calls of its function
/// </code>
/// </summary>
/// <param name="Id">Derived from the execution, or from the message if no execution was started.</param>
/// <param name="Root">The span of the whole prompt.</param>
internal sealed record PromptTrace(ActivityTraceId Id, TraceSpan Root)
{
    private const string RootName = "prompt";

    /// <summary>The trace of an execution that has ended. After a redrive, it has what happened since.</summary>
    public static PromptTrace From(
        ExecutionRecord execution,
        IReadOnlyList<HistoryEvent> history,
        IReadOnlyList<TracedInvocation> invocations
    )
    {
        var redrive = history.LastOrDefault(entry => entry.Type == HistoryEventType.ExecutionRedriven);
        var end = execution.StopDate ?? history[^1].Timestamp;
        TraceSpan[] children =
        [
            .. StartSpans([.. invocations.Where(invocation => invocation.Message is not null)]),
            .. StateSpans.From(history, invocations, redrive?.Id ?? 1, end),
        ];
        var input = (history[0].Details as HistoryDetails.ExecutionStarted)?.Input;
        var start = children.Select(child => child.Start).Append(redrive?.Timestamp ?? execution.StartDate).Min();
        var root = new TraceSpan(RootName, start, end)
        {
            Attributes =
            [
                new("prompt.id", Text(input?["id"]) ?? execution.Name),
                new("prompt.attempt", Text(input?["attempt"])),
                new("aws.step_functions.state_machine.arn", execution.StateMachineArn),
                new("aws.step_functions.execution.arn", execution.Arn),
                new("aws.step_functions.execution.status", execution.Status.ToAwsName()),
                new("aws.step_functions.execution.redrive_count", execution.RedriveCount),
            ],
            Error = execution.Status == ExecutionStatus.Succeeded ? null : ErrorText.Describe(execution.Error, CauseIn(history[^1])),
            Children = children,
        };
        return new PromptTrace(IdFrom($"{execution.Arn} {execution.StartDate.ToUnixTimeMilliseconds()}"), root);
    }

    /// <summary>The trace of a message that Start rejected, so that there is no execution.</summary>
    public static PromptTrace Rejected(string promptId, TracedInvocation start)
    {
        var spans = StartSpans([start]).ToList();
        var root = new TraceSpan(RootName, spans[0].Start, start.End)
        {
            Attributes = [new("prompt.id", promptId)],
            Error = "Start rejected the message.",
            Children = spans,
        };
        return new PromptTrace(IdFrom($"{start.Message!.MessageId} {start.Message.Sent.ToUnixTimeMilliseconds()}"), root);
    }

    private static IEnumerable<TraceSpan> StartSpans(IReadOnlyList<TracedInvocation> starts)
    {
        // Further ones belong to repeated deliveries of the message.
        if (starts is [{ Message: { } message } first, ..])
        {
            KeyValuePair<string, object?>[] attributes =
            [
                new("messaging.system", "aws_sqs"),
                new("messaging.destination.name", message.Queue),
                new("messaging.message.id", message.MessageId),
            ];
            yield return new TraceSpan("send", message.Sent, message.Sent) { Kind = ActivityKind.Producer, Attributes = attributes };
            yield return new TraceSpan("wait in queue", message.Sent, first.Start)
            {
                Attributes = [.. attributes, new("aws.sqs.receive_count", message.ReceiveCount)],
            };
        }

        foreach (var start in starts)
        {
            yield return new TraceSpan("start", start.Start, start.End)
            {
                Kind = ActivityKind.Consumer,
                Attributes = [new("faas.name", start.Function), new("messaging.message.id", start.Message!.MessageId)],
                Error = start.Error,
                Children = [.. start.Calls.Select(AwsCallSpan.From)],
            };
        }
    }

    private static ActivityTraceId IdFrom(string text) =>
        ActivityTraceId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static string? Text(JsonValue? value) =>
        value switch
        {
            null => null,
            JsonString text => text.Value,
            _ => value.ToJson(),
        };

    private static string? CauseIn(HistoryEvent end) => (end.Details as HistoryDetails.Failed)?.Cause;
}
