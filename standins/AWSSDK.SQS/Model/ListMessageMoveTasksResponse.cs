using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class ListMessageMoveTasksResponse : AmazonWebServiceResponse
{
    public List<ListMessageMoveTasksResultEntry> Results { get; set; }
}
