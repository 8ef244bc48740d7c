using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class CreateQueueResponse : AmazonWebServiceResponse
{
    public string QueueUrl { get; set; }
}
