using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class ListSubscriptionsByTopicResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<Subscription> Subscriptions { get; set; }
}
