namespace Amazon.BedrockRuntime.Model;

public class InvokeModelRequest : AmazonBedrockRuntimeRequest
{
    public string Accept { get; set; }

    public MemoryStream Body { get; set; }

    public string ContentType { get; set; }

    public string GuardrailIdentifier { get; set; }

    public string GuardrailVersion { get; set; }

    public string ModelId { get; set; }

    public PerformanceConfigLatency PerformanceConfigLatency { get; set; }

    public ServiceTierType ServiceTier { get; set; }

    public Trace Trace { get; set; }
}
