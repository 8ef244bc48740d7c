namespace Amazon.SQS.Model;

public class SetQueueAttributesRequest : AmazonSQSRequest
{
    public SetQueueAttributesRequest() { }

    public SetQueueAttributesRequest(string queueUrl, Dictionary<string, string> attributes)
    {
        QueueUrl = queueUrl;
        Attributes = attributes;
    }

    public SetQueueAttributesRequest(Dictionary<string, string> attributes)
    {
        Attributes = attributes;
    }

    public Dictionary<string, string> Attributes { get; set; }

    public string QueueUrl { get; set; }
}
