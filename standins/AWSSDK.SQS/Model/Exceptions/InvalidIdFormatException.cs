using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

public class InvalidIdFormatException : AmazonSQSException
{
    public InvalidIdFormatException(string message)
        : base(message) { }

    public InvalidIdFormatException(string message, Exception innerException)
        : base(message, innerException) { }

    public InvalidIdFormatException(Exception innerException)
        : base(innerException) { }

    public InvalidIdFormatException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public InvalidIdFormatException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
