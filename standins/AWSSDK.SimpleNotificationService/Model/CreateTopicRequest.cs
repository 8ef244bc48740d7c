namespace Amazon.SimpleNotificationService.Model;

public class CreateTopicRequest : AmazonSimpleNotificationServiceRequest
{
    public CreateTopicRequest() { }

    public CreateTopicRequest(string name)
    {
        Name = name;
    }

    public Dictionary<string, string> Attributes { get; set; }

    public string DataProtectionPolicy { get; set; }

    public string Name { get; set; }

    public List<Tag> Tags { get; set; }
}
