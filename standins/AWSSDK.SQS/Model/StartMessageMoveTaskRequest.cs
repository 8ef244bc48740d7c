namespace Amazon.SQS.Model;

public class StartMessageMoveTaskRequest : AmazonSQSRequest
{
    public string DestinationArn { get; set; }

    public int? MaxNumberOfMessagesPerSecond { get; set; }

    public string SourceArn { get; set; }
}
