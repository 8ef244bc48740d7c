namespace Amazon.SimpleNotificationService.Model;

public class SubscribeRequest : AmazonSimpleNotificationServiceRequest
{
    public SubscribeRequest() { }

    public SubscribeRequest(string topicArn, string protocol, string endpoint)
    {
        TopicArn = topicArn;
        Protocol = protocol;
        Endpoint = endpoint;
    }

    public Dictionary<string, string> Attributes { get; set; }

    public string Endpoint { get; set; }

    public string Protocol { get; set; }

    public bool? ReturnSubscriptionArn { get; set; }

    public string TopicArn { get; set; }
}
