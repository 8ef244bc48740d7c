using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class ListTopicsResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<Topic> Topics { get; set; }
}
