using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class TopicLimitExceededException : AmazonSimpleNotificationServiceException
{
    public TopicLimitExceededException(string message)
        : base(message) { }

    public TopicLimitExceededException(string message, Exception innerException)
        : base(message, innerException) { }

    public TopicLimitExceededException(Exception innerException)
        : base(innerException) { }

    public TopicLimitExceededException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public TopicLimitExceededException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
