namespace Amazon.SQS.Model;

public class ListQueuesRequest : AmazonSQSRequest
{
    public ListQueuesRequest() { }

    public ListQueuesRequest(string queueNamePrefix)
    {
        QueueNamePrefix = queueNamePrefix;
    }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    public string QueueNamePrefix { get; set; }
}
