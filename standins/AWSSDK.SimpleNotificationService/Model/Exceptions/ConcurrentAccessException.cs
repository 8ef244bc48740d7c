using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class ConcurrentAccessException : AmazonSimpleNotificationServiceException
{
    public ConcurrentAccessException(string message)
        : base(message) { }

    public ConcurrentAccessException(string message, Exception innerException)
        : base(message, innerException) { }

    public ConcurrentAccessException(Exception innerException)
        : base(innerException) { }

    public ConcurrentAccessException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public ConcurrentAccessException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
