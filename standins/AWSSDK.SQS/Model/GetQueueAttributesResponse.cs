using Amazon.Runtime;

namespace Amazon.SQS.Model;

public partial class GetQueueAttributesResponse : AmazonWebServiceResponse
{
    public Dictionary<string, string> Attributes { get; set; }
}
