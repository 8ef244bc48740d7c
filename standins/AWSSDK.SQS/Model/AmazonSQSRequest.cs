using Amazon.Runtime;

namespace Amazon.SQS;

/// <summary>The base of every request.</summary>
public class AmazonSQSRequest : AmazonWebServiceRequest;
