using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

/// <summary>The base of every request.</summary>
public class AmazonBedrockRuntimeRequest : AmazonWebServiceRequest;
