using Amazon.Runtime.Internal;
using Amazon.SQS.Internal;

namespace Amazon.SQS;

public partial class AmazonSQSClient
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerBefore<Unmarshaller>(new DigestCheckHandler());
    }
}
