using System.Text.Json;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>The operations of SQS on message move tasks, which redrive a dead-letter queue.</summary>
internal sealed class SqsMoveTaskOperations(QueueService queues)
{
    public async Task StartAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        response.WriteString(
            "TaskHandle",
            await queues.Mover.StartTaskAsync(
                request.RequiredText("SourceArn"),
                request.Text("DestinationArn"),
                request.Integer("MaxNumberOfMessagesPerSecond")
            )
        );

    public Task List(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        response.WriteStartArray("Results");
        foreach (var task in queues.Mover.List(request.RequiredText("SourceArn"), request.Integer("MaxResults", 1, 10) ?? 1))
        {
            response.WriteStartObject();
            // As on AWS, only a running task has a handle, which cancels it.
            if (task.Status == MessageMoveTaskStatus.Running)
            {
                response.WriteString("TaskHandle", task.Handle);
            }

            response.WriteString("Status", task.Status.ToString().ToUpperInvariant());
            response.WriteString("SourceArn", task.SourceArn);
            if (task.DestinationArn is not null)
            {
                response.WriteString("DestinationArn", task.DestinationArn);
            }

            if (task.Rate is { } rate)
            {
                response.WriteNumber("MaxNumberOfMessagesPerSecond", rate);
            }

            response.WriteNumber("ApproximateNumberOfMessagesMoved", task.Moved);
            response.WriteNumber("ApproximateNumberOfMessagesToMove", task.ToMove);
            if (task.FailureReason is not null)
            {
                response.WriteString("FailureReason", task.FailureReason);
            }

            response.WriteNumber("StartedTimestamp", task.StartedAt.ToUnixTimeMilliseconds());
            response.WriteEndObject();
        }

        response.WriteEndArray();
        return Task.CompletedTask;
    }

    public async Task CancelAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        response.WriteNumber("ApproximateNumberOfMessagesMoved", await queues.Mover.CancelAsync(request.RequiredText("TaskHandle")));
}
