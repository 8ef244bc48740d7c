using Amazon.Runtime;

namespace Amazon.SimpleNotificationService;

/// <summary>The base of every request.</summary>
public class AmazonSimpleNotificationServiceRequest : AmazonWebServiceRequest;
