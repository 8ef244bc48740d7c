using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Amazon.SQS.Model;
using Amazon.StepFunctions.Model;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Contracts;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>
/// Records the invocations of functions with their AWS calls, each under the execution to whose trace it belongs. Thread-safe.
/// </summary>
internal sealed partial class InvocationRecorder(InvocationStore store, TimeProvider time, ILogger<InvocationRecorder> logger)
{
    private readonly ConcurrentDictionary<string, Task> _starting = new(StringComparer.Ordinal);

    /// <summary>Raised when Start has rejected a message, which then has no execution: the prompt's id and the invocation.</summary>
    public event Action<string, TracedInvocation>? Rejected;

    /// <summary>The function's code, which is recorded.</summary>
    public FunctionHandler Wrap(FunctionDescription function, FunctionHandler handler) =>
        async (payload, invocation, cancellationToken) =>
        {
            var running = new RunningInvocation(time);
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            running.Calling += request =>
            {
                if (request is StartExecutionRequest start)
                {
                    _starting[start.Name] = ended.Task;
                }
            };
            string? error = null;
            try
            {
                using var flow = running.Enter();
                return await handler(payload, invocation, cancellationToken);
            }
            catch (Exception e)
            {
                error = $"{e.GetType().Name}: {e.Message}";
                throw;
            }
            finally
            {
                await RecordAsync(function, payload, invocation.Task, running, error);
                ended.SetResult();
                foreach (var name in running.Requests.OfType<StartExecutionRequest>().Select(request => request.Name))
                {
                    _starting.TryRemove(name, out _);
                }
            }
        };

    /// <summary>Waits until Start's invocation that started an execution has ended and is recorded.</summary>
    public Task WhenStartedAsync(string executionName) => _starting.GetValueOrDefault(executionName, Task.CompletedTask);

    [SuppressMessage("Design", "CA1031", Justification = "A trace is not worth a prompt. The failure is logged.")]
    private async Task RecordAsync(
        FunctionDescription function,
        ReadOnlyMemory<byte> payload,
        InvokingTask? task,
        RunningInvocation running,
        string? error
    )
    {
        try
        {
            var traced = new TracedInvocation(function.Name, running.Started, time.GetUtcNow())
            {
                TaskId = task?.TaskId,
                Message = function == FunctionCatalog.Start ? MessageIn(payload) : null,
                Error = error,
                Calls = running.Calls,
            };
            if (task is not null)
            {
                await store.AddAsync(task.ExecutionArn, traced);
            }
            else if (running.Results.OfType<StartExecutionResponse>().LastOrDefault() is { } started)
            {
                await store.AddAsync(started.ExecutionArn, traced);
            }
            else if (traced.Message is not null && running.Requests.OfType<SendMessageRequest>().LastOrDefault() is { } letter)
            {
                var id = letter.MessageAttributes.GetValueOrDefault(MessageAttributeNames.RequestId)?.StringValue;
                Rejected?.Invoke(id ?? traced.Message.MessageId, traced);
            }
        }
        catch (Exception e)
        {
            LogFailure(e, function.Name);
        }
    }

    /// <summary>The message in the event of the event source mapping, whose batch size is 1.</summary>
    private static TracedMessage? MessageIn(ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(payload);
        if (!document.RootElement.TryGetProperty("Records", out var records) || records.GetArrayLength() == 0)
        {
            return null;
        }

        var record = records[0];
        var attributes = record.GetProperty("attributes");
        return new TracedMessage(
            record.GetProperty("messageId").GetString()!,
            record.GetProperty("eventSourceARN").GetString()!.Split(':')[^1],
            DateTimeOffset.FromUnixTimeMilliseconds(Number("SentTimestamp")),
            (int)Number("ApproximateReceiveCount")
        );

        long Number(string name) => long.Parse(attributes.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
    }

    [LoggerMessage(LogLevel.Warning, "An invocation of {function} is missing in the trace of its prompt.")]
    private partial void LogFailure(Exception exception, string function);
}
