using Amazon.Runtime;

namespace Amazon.BedrockRuntime.Model;

public class InvokeModelResponse : AmazonWebServiceResponse
{
    public MemoryStream Body { get; set; }

    public string ContentType { get; set; }

    public PerformanceConfigLatency PerformanceConfigLatency { get; set; }

    public ServiceTierType ServiceTier { get; set; }
}
