using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class ReceiveMessageResponse : AmazonWebServiceResponse
{
    public List<Message> Messages { get; set; }
}
