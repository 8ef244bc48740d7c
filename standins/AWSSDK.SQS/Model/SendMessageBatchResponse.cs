using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class SendMessageBatchResponse : AmazonWebServiceResponse
{
    public List<BatchResultErrorEntry> Failed { get; set; }

    public List<SendMessageBatchResultEntry> Successful { get; set; }
}
