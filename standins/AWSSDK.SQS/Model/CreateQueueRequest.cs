using System.Text.Json.Serialization;

namespace Amazon.SQS.Model;

public class CreateQueueRequest : AmazonSQSRequest
{
    public CreateQueueRequest() { }

    public CreateQueueRequest(string queueName)
    {
        QueueName = queueName;
    }

    public Dictionary<string, string> Attributes { get; set; }

    public string QueueName { get; set; }

    [JsonPropertyName("tags")]
    public Dictionary<string, string> Tags { get; set; }
}
