using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Client.Queues;

/// <summary>The result of <c>queue --json</c>.</summary>
internal sealed record QueueView
{
    /// <summary>The prompts that wait: all messages, because Start holds some in flight while it waits for room.</summary>
    public int Waiting => Queue.Total;

    /// <summary>The running executions; absent where the state machine is not known.</summary>
    public int? Running { get; init; }

    /// <summary>The estimated time until these prompts have ended; absent where too few executions have ended lately.</summary>
    public double? BacklogSeconds { get; init; }

    public required QueueDepth Queue { get; init; }

    /// <summary>Null where the dead-letter queue is not known.</summary>
    public QueueDepth? DeadLetters { get; init; }

    /// <summary>The age of the oldest message; absent where SQS alone knows the queue.</summary>
    public double? OldestMessageSeconds { get; init; }

    /// <summary>The state of the alarm on that age: OK, ALARM or INSUFFICIENT_DATA.</summary>
    public string? Alarm { get; init; }

    /// <summary>The age above which the alarm is raised.</summary>
    public double? AlarmThresholdSeconds { get; init; }
}

/// <summary>The number of messages in a queue. SQS counts approximately.</summary>
internal sealed record QueueDepth(string Url, int Waiting, int InFlight, int Delayed)
{
    private const string WaitingName = "ApproximateNumberOfMessages";
    private const string InFlightName = "ApproximateNumberOfMessagesNotVisible";
    private const string DelayedName = "ApproximateNumberOfMessagesDelayed";

    [System.Text.Json.Serialization.JsonIgnore]
    public int Total => Waiting + InFlight + Delayed;

    public static async Task<QueueDepth> ReadAsync(IAmazonSQS queues, string url, CancellationToken cancellationToken)
    {
        var response = await queues.GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [WaitingName, InFlightName, DelayedName] },
            cancellationToken
        );
        return new QueueDepth(url, Count(WaitingName), Count(InFlightName), Count(DelayedName));

        int Count(string name) => int.Parse(response.Attributes?.GetValueOrDefault(name) ?? "0", CultureInfo.InvariantCulture);
    }
}
