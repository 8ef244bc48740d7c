namespace Amazon.SimpleNotificationService.Model;

public class Topic
{
    public string TopicArn { get; set; }
}
