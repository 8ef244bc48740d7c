namespace Amazon.SQS.Model;

public class ListMessageMoveTasksResultEntry
{
    public long? ApproximateNumberOfMessagesMoved { get; set; }

    public long? ApproximateNumberOfMessagesToMove { get; set; }

    public string DestinationArn { get; set; }

    public string FailureReason { get; set; }

    public int? MaxNumberOfMessagesPerSecond { get; set; }

    public string SourceArn { get; set; }

    public long? StartedTimestamp { get; set; }

    public string Status { get; set; }

    public string TaskHandle { get; set; }
}
