using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class SubscriptionLimitExceededException : AmazonSimpleNotificationServiceException
{
    public SubscriptionLimitExceededException(string message)
        : base(message) { }

    public SubscriptionLimitExceededException(string message, Exception innerException)
        : base(message, innerException) { }

    public SubscriptionLimitExceededException(Exception innerException)
        : base(innerException) { }

    public SubscriptionLimitExceededException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public SubscriptionLimitExceededException(
        string message,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
