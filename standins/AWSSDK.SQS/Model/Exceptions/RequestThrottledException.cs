using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class RequestThrottledException : AmazonSQSException
{
    public RequestThrottledException(string message)
        : base(message) { }

    public RequestThrottledException(string message, Exception innerException)
        : base(message, innerException) { }

    public RequestThrottledException(Exception innerException)
        : base(innerException) { }

    public RequestThrottledException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public RequestThrottledException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
