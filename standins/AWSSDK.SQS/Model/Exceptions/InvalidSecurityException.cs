using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class InvalidSecurityException : AmazonSQSException
{
    public InvalidSecurityException(string message)
        : base(message) { }

    public InvalidSecurityException(string message, Exception innerException)
        : base(message, innerException) { }

    public InvalidSecurityException(Exception innerException)
        : base(innerException) { }

    public InvalidSecurityException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidSecurityException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
