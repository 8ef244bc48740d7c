namespace Amazon.SimpleNotificationService.Model;

public class ListTopicsRequest : AmazonSimpleNotificationServiceRequest
{
    public ListTopicsRequest() { }

    public ListTopicsRequest(string nextToken)
    {
        NextToken = nextToken;
    }

    public string NextToken { get; set; }
}
