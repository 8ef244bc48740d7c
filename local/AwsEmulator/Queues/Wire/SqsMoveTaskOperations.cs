using System.Text.Json;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>The operations of SQS on message move tasks, which redrive a dead-letter queue.</summary>
internal sealed class SqsMoveTaskOperations(QueueService queues)
{
    public async Task StartAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        answer.WriteString(
            "TaskHandle",
            await queues.Mover.StartTaskAsync(
                request.RequiredText("SourceArn"),
                request.Text("DestinationArn"),
                request.Integer("MaxNumberOfMessagesPerSecond")
            )
        );

    public Task List(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        answer.WriteStartArray("Results");
        foreach (var task in queues.Mover.List(request.RequiredText("SourceArn"), request.Integer("MaxResults", 1, 10) ?? 1))
        {
            answer.WriteStartObject();
            // As on AWS, only a running task has a handle, which cancels it.
            if (task.Status == MessageMoveTaskStatus.Running)
            {
                answer.WriteString("TaskHandle", task.Handle);
            }

            answer.WriteString("Status", task.Status.ToString().ToUpperInvariant());
            answer.WriteString("SourceArn", task.SourceArn);
            if (task.DestinationArn is not null)
            {
                answer.WriteString("DestinationArn", task.DestinationArn);
            }

            if (task.Rate is { } rate)
            {
                answer.WriteNumber("MaxNumberOfMessagesPerSecond", rate);
            }

            answer.WriteNumber("ApproximateNumberOfMessagesMoved", task.Moved);
            answer.WriteNumber("ApproximateNumberOfMessagesToMove", task.ToMove);
            if (task.FailureReason is not null)
            {
                answer.WriteString("FailureReason", task.FailureReason);
            }

            answer.WriteNumber("StartedTimestamp", task.StartedAt.ToUnixTimeMilliseconds());
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        return Task.CompletedTask;
    }

    public async Task CancelAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        answer.WriteNumber("ApproximateNumberOfMessagesMoved", await queues.Mover.CancelAsync(request.RequiredText("TaskHandle")));
}
