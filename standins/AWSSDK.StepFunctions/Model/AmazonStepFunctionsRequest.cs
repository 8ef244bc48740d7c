using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>The base of every request.</summary>
public class AmazonStepFunctionsRequest : AmazonWebServiceRequest;
