using PromptToImage.AwsEmulator.Queues;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>
/// Samples the metrics of SQS that describe a queue's messages,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html. SQS reports them while
/// a queue is active; here each queue is. The age of an empty queue is 0.
/// </summary>
internal sealed class QueueMetrics(QueueService queues, MetricStore metrics, TimeProvider time)
{
    public void Sample()
    {
        foreach (var queue in queues.Directory.All)
        {
            var counts = queues.Count(queue);
            Put("ApproximateAgeOfOldestMessage", queues.AgeOfOldestMessage(queue)?.TotalSeconds ?? 0);
            Put("ApproximateNumberOfMessagesVisible", counts.Visible);
            Put("ApproximateNumberOfMessagesNotVisible", counts.InFlight);
            Put("ApproximateNumberOfMessagesDelayed", counts.Delayed);

            void Put(string name, double value) =>
                metrics.PutSample(new MetricId("AWS/SQS", name, "QueueName", queue.Name), time.GetUtcNow(), value);
        }
    }
}
