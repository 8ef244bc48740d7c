using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class DeleteMessageBatchResponse : AmazonWebServiceResponse
{
    public List<BatchResultErrorEntry> Failed { get; set; }

    public List<DeleteMessageBatchResultEntry> Successful { get; set; }
}
